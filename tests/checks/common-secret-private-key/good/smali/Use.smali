.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "-----BEGIN RSA {|}PRIVATE KEY-----"
    .line 4
    const-string v0, "-----BEGIN PRIVATE {|}KEY-----\nnot a key\n-----END PRIVATE KEY-----"
    return-void
.end method
