.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static nothing()V
    .registers 1
    return-void
.end method
