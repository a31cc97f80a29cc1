.class public Lorg/example/app/Store;
.super Ljava/lang/Object;
.source "Store.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method static intact(Landroid/content/Context;Ljavax/crypto/Mac;[B)Z
    .registers 8
    const-string v0, "limits"
    invoke-virtual {p0, v0}, Landroid/content/Context;->openFileInput(Ljava/lang/String;)Ljava/io/FileInputStream;
    move-result-object v0
    const/16 v1, 0x1000
    new-array v1, v1, [B
    invoke-virtual {v0, v1}, Ljava/io/InputStream;->read([B)I
    invoke-virtual {p1, v1}, Ljavax/crypto/Mac;->doFinal([B)[B
    move-result-object v0
    invoke-static {v0, p2}, Ljava/util/Arrays;->equals([B[B)Z
    move-result v0
    return v0
.end method
