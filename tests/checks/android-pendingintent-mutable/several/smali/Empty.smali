.class public Lorg/example/app/Empty;
.super Ljava/lang/Object;
.source "Empty.java"
.implements Lorg/example/app/Source;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public next(Landroid/content/Context;)Landroid/content/Intent;
    .registers 4
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    return-object v0
.end method
