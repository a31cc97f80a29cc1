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
    invoke-static {p0}, Lorg/example/app/Guard;->isDebuggable(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "app"
    const-string v1, "debuggable build"
    invoke-static {v0, v1}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    :end
    invoke-static {}, Lorg/example/app/Guard;->isWatched()Z
    return-void
.end method
