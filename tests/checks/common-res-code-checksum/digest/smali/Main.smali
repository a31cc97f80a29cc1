.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const/16 v1, 0x20
    new-array v1, v1, [B
    invoke-static {p0, v1}, Lorg/example/app/Self;->changed(Landroid/content/Context;[B)Z
    move-result v0
    if-eqz v0, :fine
    invoke-virtual {p0}, Lorg/example/app/Main;->finish()V
    :fine
    return-void
.end method
