.class public Lorg/example/app/Usb;
.super Ljava/lang/Object;
.source "Usb.java"

.method static isOn(Landroid/content/Context;)Z
    .registers 3
    const-string v0, "adb_enabled"
    invoke-static {p0, v0}, Lorg/example/app/Usb;->read(Landroid/content/Context;Ljava/lang/String;)I
    move-result v0
    const/4 v1, 1
    if-ne v0, v1, :no
    return v1
    :no
    const/4 v0, 0
    return v0
.end method

.method static read(Landroid/content/Context;Ljava/lang/String;)I
    .registers 4
    invoke-virtual {p0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const/4 v1, 0
    .line 20
    invoke-static {v0, p1, v1}, Landroid/provider/Settings$Global;->getInt(Landroid/content/ContentResolver;Ljava/lang/String;I)I
    move-result v0
    return v0
.end method
