.class public Lorg/example/app/Packages;
.super Ljava/lang/Object;
.source "Packages.java"

.method static hasManager(Landroid/content/Context;)Z
    .registers 4
    const-string v0, "com.topjohnwu.magisk"
    invoke-static {p0, v0}, Lorg/example/app/Packages;->has(Landroid/content/Context;Ljava/lang/String;)Z
    move-result v0
    return v0
.end method

.method static has(Landroid/content/Context;Ljava/lang/String;)Z
    .registers 4
    invoke-virtual {p0}, Landroid/content/Context;->getPackageManager()Landroid/content/pm/PackageManager;
    move-result-object v0
    const/4 v1, 0
    :start
    .line 31
    invoke-virtual {v0, p1, v1}, Landroid/content/pm/PackageManager;->getPackageInfo(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;
    :end
    .catch Landroid/content/pm/PackageManager$NameNotFoundException; {:start .. :end} :missing
    const/4 v0, 1
    return v0
    :missing
    move-exception v0
    const/4 v0, 0
    return v0
.end method
