.class public Lorg/example/app/Self;
.super Ljava/lang/Object;
.source "Self.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method static changed(Landroid/content/Context;[B)Z
    .registers 8
    invoke-virtual {p0}, Landroid/content/Context;->getApplicationInfo()Landroid/content/pm/ApplicationInfo;
    move-result-object v0
    iget-object v0, v0, Landroid/content/pm/ApplicationInfo;->sourceDir:Ljava/lang/String;
    new-instance v1, Ljava/io/FileInputStream;
    invoke-direct {v1, v0}, Ljava/io/FileInputStream;-><init>(Ljava/lang/String;)V
    const-string v0, "SHA-256"
    invoke-static {v0}, Ljava/security/MessageDigest;->getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;
    move-result-object v0
    const/16 v2, 0x1000
    new-array v2, v2, [B
    :next
    invoke-virtual {v1, v2}, Ljava/io/InputStream;->read([B)I
    move-result v3
    if-lez v3, :end
    const/4 v4, 0x0
    invoke-virtual {v0, v2, v4, v3}, Ljava/security/MessageDigest;->update([BII)V
    goto :next
    :end
    invoke-virtual {v0}, Ljava/security/MessageDigest;->digest()[B
    move-result-object v0
    invoke-static {v0, p1}, Ljava/security/MessageDigest;->isEqual([B[B)Z
    move-result v0
    xor-int/lit8 v0, v0, 0x1
    return v0
.end method
