.class public Lorg/example/app/Self;
.super Ljava/lang/Object;
.source "Self.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method static changed(Landroid/content/Context;)Z
    .registers 7
    invoke-virtual {p0}, Landroid/content/Context;->getPackageCodePath()Ljava/lang/String;
    move-result-object v0
    new-instance v1, Ljava/util/zip/ZipFile;
    invoke-direct {v1, v0}, Ljava/util/zip/ZipFile;-><init>(Ljava/lang/String;)V
    const-string v0, "classes.dex"
    invoke-virtual {v1, v0}, Ljava/util/zip/ZipFile;->getEntry(Ljava/lang/String;)Ljava/util/zip/ZipEntry;
    move-result-object v0
    invoke-virtual {v0}, Ljava/util/zip/ZipEntry;->getCrc()J
    move-result-wide v0
    const-wide v2, 0x12345678
    cmp-long v0, v0, v2
    if-nez v0, :yes
    const/4 v0, 0x0
    return v0
    :yes
    const/4 v0, 0x1
    return v0
.end method
