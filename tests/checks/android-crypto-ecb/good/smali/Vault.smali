.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static gcm()V
    .registers 2
    const-string v0, "AES/GCM/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

# RSA has no mode: ECB is only how Java writes it.
.method static rsa()V
    .registers 2
    const-string v0, "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method
