.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "-----BEGIN EC {|}PRIVATE KEY-----\nMDECAQEEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8goAoGCCqGSM49\nAwEH\n-----END EC {|}PRIVATE KEY-----"
    return-void
.end method
