.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text(Landroid/app/Activity;I)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0, p1}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static write(Ljava/io/OutputStream;Ljava/lang/String;)V
    .registers 3
    invoke-virtual {p1}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    invoke-virtual {p0, v0}, Ljava/io/OutputStream;->write([B)V
    return-void
.end method

.method static sealed(Ljavax/crypto/Cipher;Ljava/lang/String;)Ljava/lang/String;
    .registers 4
    invoke-virtual {p1}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    invoke-virtual {p0, v0}, Ljavax/crypto/Cipher;->doFinal([B)[B
    move-result-object v0
    const/4 v1, 2
    invoke-static {v0, v1}, Landroid/util/Base64;->encodeToString([BI)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static cipher()Ljavax/crypto/Cipher;
    .registers 1
    const-string v0, "AES/GCM/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    return-object v0
.end method

.method static private_(Landroid/app/Activity;)V
    .registers 6
    .line 560
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {p0}, Landroid/app/Activity;->getFilesDir()Ljava/io/File;
    move-result-object v0
    new-instance v2, Ljava/io/File;
    const-string v3, "f.txt"
    invoke-direct {v2, v0, v3}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v0, Ljava/io/FileOutputStream;
    invoke-direct {v0, v2}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static note(Landroid/app/Activity;)V
    .registers 6
    .line 570
    const v1, 0x7f030002
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const/4 v0, 0
    invoke-virtual {p0, v0}, Landroid/app/Activity;->getExternalFilesDir(Ljava/lang/String;)Ljava/io/File;
    move-result-object v0
    new-instance v2, Ljava/io/File;
    const-string v3, "f.txt"
    invoke-direct {v2, v0, v3}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v0, Ljava/io/FileOutputStream;
    invoke-direct {v0, v2}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static sealedSecret(Landroid/app/Activity;)V
    .registers 6
    .line 580
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    invoke-static {}, Lorg/example/app/Vault;->cipher()Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-static {v0, v1}, Lorg/example/app/Vault;->sealed(Ljavax/crypto/Cipher;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    invoke-static {}, Landroid/os/Environment;->getExternalStorageDirectory()Ljava/io/File;
    move-result-object v0
    new-instance v2, Ljava/io/File;
    const-string v3, "f.txt"
    invoke-direct {v2, v0, v3}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v0, Ljava/io/FileOutputStream;
    invoke-direct {v0, v2}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method
