.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static oaep()V
    .registers 2
    const-string v0, "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static aes()V
    .registers 2
    const-string v0, "AES/CBC/PKCS5Padding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method
