.class public Lorg/example/app/Named;
.super Ljava/lang/Object;
.source "Named.java"
.implements Lorg/example/app/Source;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public next(Landroid/content/Context;)Landroid/content/Intent;
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lorg/example/app/Main;
    invoke-direct {v0, p1, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    return-object v0
.end method
