.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static direct()V
    .registers 2
    const-string v0, "AES/GCM/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static chosen()V
    .registers 2
    const/4 v0, 2
    invoke-static {v0}, Lorg/example/app/Vault;->choose(I)V
    return-void
.end method

# The caller's 2 decides: DES is never asked for.
.method static choose(I)V
    .registers 3
    const-string v0, "DES/ECB/PKCS5Padding"
    const/4 v1, 1
    if-le p0, v1, :old
    const-string v0, "AES/CBC/PKCS5Padding"
    :old
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

# The first cipher is made and never used.
.method static replaced()V
    .registers 2
    const-string v0, "DES"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v1
    const-string v0, "ChaCha20/Poly1305/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method
