.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .line 10
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {}, Lorg/example/app/Guard;->isWatched()Z
    move-result v0
    if-nez v0, :watched
    invoke-static {p0}, Lorg/example/app/Guard;->isDebuggable(Landroid/content/Context;)Z
    move-result v0
    if-nez v0, :watched
    invoke-static {}, Lorg/example/app/Guard;->status()Ljava/io/BufferedReader;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Guard;->isTraced(Ljava/io/BufferedReader;)Z
    move-result v0
    if-eqz v0, :end
    :watched
    const/4 v0, 1
    invoke-static {v0}, Ljava/lang/System;->exit(I)V
    :end
    return-void
.end method
