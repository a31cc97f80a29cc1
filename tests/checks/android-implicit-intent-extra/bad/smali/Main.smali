.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lorg/example/app/Send;->secret(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Send;->user(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Send;->nobody(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Send;->started(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Send;->address(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Send;->named(Landroid/app/Activity;)V
    return-void
.end method
