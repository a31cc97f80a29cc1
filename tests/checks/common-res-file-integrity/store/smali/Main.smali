.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroidx/security/crypto/EncryptedFile;
    invoke-direct {v0}, Landroidx/security/crypto/EncryptedFile;-><init>()V
    invoke-virtual {v0}, Landroidx/security/crypto/EncryptedFile;->openFileOutput()Ljava/io/FileOutputStream;
    invoke-virtual {v0}, Landroidx/security/crypto/EncryptedFile;->openFileInput()Ljava/io/FileInputStream;
    move-result-object v0
    invoke-virtual {v0}, Ljava/io/InputStream;->read()I
    return-void
.end method
