.class public Lorg/example/app/Paths;
.super Ljava/lang/Object;
.source "Paths.java"

.field static all:[Ljava/lang/String;

.method static constructor <clinit>()V
    .registers 3
    const/4 v0, 2
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0
    const-string v2, "/system/bin/su"
    aput-object v2, v0, v1
    const/4 v1, 1
    const-string v2, "/system/xbin/su"
    aput-object v2, v0, v1
    sput-object v0, Lorg/example/app/Paths;->all:[Ljava/lang/String;
    return-void
.end method

.method static any()Z
    .registers 6
    sget-object v0, Lorg/example/app/Paths;->all:[Ljava/lang/String;
    array-length v1, v0
    const/4 v2, 0
    :next
    if-ge v2, v1, :none
    aget-object v3, v0, v2
    .line 12
    invoke-static {v3}, Lorg/example/app/Paths;->isThere(Ljava/lang/String;)Z
    move-result v3
    if-eqz v3, :more
    const/4 v0, 1
    return v0
    :more
    add-int/lit8 v2, v2, 1
    goto :next
    :none
    const/4 v0, 0
    return v0
.end method

.method static isThere(Ljava/lang/String;)Z
    .registers 2
    new-instance v0, Ljava/io/File;
    invoke-direct {v0, p0}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    .line 20
    invoke-virtual {v0}, Ljava/io/File;->exists()Z
    move-result v0
    return v0
.end method
