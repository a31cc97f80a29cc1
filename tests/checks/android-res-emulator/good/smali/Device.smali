.class public Lorg/example/app/Device;
.super Ljava/lang/Object;
.source "Device.java"

.method static same(Ljava/lang/Object;Ljava/lang/Object;)Z
    .registers 3
    invoke-virtual {p0, p1}, Ljava/lang/Object;->equals(Ljava/lang/Object;)Z
    move-result v0
    return v0
.end method

.method static isEmulated()Z
    .registers 2
    sget-object v0, Landroid/os/Build;->HARDWARE:Ljava/lang/String;
    const-string v1, "ranchu"
    .line 12
    invoke-static {v0, v1}, Lorg/example/app/Device;->same(Ljava/lang/Object;Ljava/lang/Object;)Z
    move-result v0
    if-nez v0, :yes
    sget-object v0, Landroid/os/Build;->FINGERPRINT:Ljava/lang/String;
    invoke-virtual {v0}, Ljava/lang/String;->toLowerCase()Ljava/lang/String;
    move-result-object v0
    const-string v1, "generic"
    .line 14
    invoke-virtual {v0, v1}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v0
    return v0
    :yes
    const/4 v0, 1
    return v0
.end method

.method static hasPipe()Z
    .registers 2
    new-instance v0, Ljava/io/File;
    const-string v1, "/dev/qemu_pipe"
    invoke-direct {v0, v1}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    .line 20
    invoke-virtual {v0}, Ljava/io/File;->exists()Z
    move-result v0
    return v0
.end method
