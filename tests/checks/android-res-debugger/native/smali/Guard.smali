.class public Lorg/example/app/Guard;
.super Ljava/lang/Object;
.source "Guard.java"

.method static isWatched()Z
    .registers 2
    invoke-static {}, Landroid/os/Debug;->isDebuggerConnected()Z
    move-result v0
    return v0
.end method

.method static isDebuggable(Landroid/content/Context;)Z
    .registers 2
    invoke-virtual {p0}, Landroid/content/Context;->getApplicationInfo()Landroid/content/pm/ApplicationInfo;
    move-result-object v0
    iget v0, v0, Landroid/content/pm/ApplicationInfo;->flags:I
    and-int/lit8 v0, v0, 2
    if-eqz v0, :no
    const/4 v0, 1
    return v0
    :no
    const/4 v0, 0
    return v0
.end method

.method static isTraced(Ljava/io/BufferedReader;)Z
    .registers 4
    :next
    invoke-virtual {p0}, Ljava/io/BufferedReader;->readLine()Ljava/lang/String;
    move-result-object v0
    if-eqz v0, :no
    const-string v1, "TracerPid:"
    invoke-virtual {v0, v1}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v1
    if-eqz v1, :next
    const-string v1, "0"
    invoke-virtual {v0, v1}, Ljava/lang/String;->endsWith(Ljava/lang/String;)Z
    move-result v0
    xor-int/lit8 v0, v0, 1
    return v0
    :no
    const/4 v0, 0
    return v0
.end method

.method static status()Ljava/io/BufferedReader;
    .registers 3
    new-instance v0, Ljava/io/FileReader;
    const-string v1, "/proc/self/status"
    invoke-direct {v0, v1}, Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    new-instance v1, Ljava/io/BufferedReader;
    invoke-direct {v1, v0}, Ljava/io/BufferedReader;-><init>(Ljava/io/Reader;)V
    return-object v1
.end method
