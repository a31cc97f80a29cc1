.class public Landroidx/security/crypto/EncryptedFile;
.super Ljava/lang/Object;
.source "EncryptedFile.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public openFileInput()Ljava/io/FileInputStream;
    .registers 2
    const-string v0, "__androidx_security_crypto_encrypted_file_keyset__"
    const/4 v0, 0x0
    return-object v0
.end method

.method public openFileOutput()Ljava/io/FileOutputStream;
    .registers 4
    new-instance v0, Ljava/io/IOException;
    const-string v1, "output file already exists, please use a new file: "
    invoke-direct {v0, v1}, Ljava/io/IOException;-><init>(Ljava/lang/String;)V
    throw v0
.end method
