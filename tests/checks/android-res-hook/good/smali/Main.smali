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
    invoke-static {}, Lorg/example/app/Hooks;->areLoaded()Z
    move-result v0
    if-nez v0, :stop
    invoke-static {}, Lorg/example/app/Hooks;->maps()Ljava/io/BufferedReader;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Hooks;->areMapped(Ljava/io/BufferedReader;)Z
    move-result v0
    if-nez v0, :stop
    invoke-static {}, Lorg/example/app/Hooks;->isListening()Z
    move-result v0
    if-eqz v0, :end
    :stop
    new-instance v0, Ljava/lang/SecurityException;
    const-string v1, "changed"
    invoke-direct {v0, v1}, Ljava/lang/SecurityException;-><init>(Ljava/lang/String;)V
    throw v0
    :end
    return-void
.end method
