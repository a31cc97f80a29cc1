.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "a"
    return-void
.end method
