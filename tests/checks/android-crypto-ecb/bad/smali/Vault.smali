.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static bare()V
    .registers 2
    .line 3
    const-string v0, "AES"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static named()V
    .registers 2
    const-string v0, "/ECB/PKCS5Padding"
    invoke-static {v0}, Lorg/example/app/Vault;->cipher(Ljava/lang/String;)V
    return-void
.end method

.method static cipher(Ljava/lang/String;)V
    .registers 3
    const-string v0, "AES"
    invoke-virtual {v0, p0}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    .line 12
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method
