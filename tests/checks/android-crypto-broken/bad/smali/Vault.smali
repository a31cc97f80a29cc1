.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.field static name:Ljava/lang/String;

.method static direct()V
    .registers 2
    .line 3
    const-string v0, "DES/CBC/PKCS5Padding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static joined()V
    .registers 3
    new-instance v1, Ljava/lang/StringBuilder;
    invoke-direct {v1}, Ljava/lang/StringBuilder;-><init>()V
    const-string v2, "RC"
    invoke-virtual {v1, v2}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    const/4 v2, 4
    invoke-virtual {v1, v2}, Ljava/lang/StringBuilder;->append(I)Ljava/lang/StringBuilder;
    invoke-virtual {v1}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    .line 9
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static fromField()V
    .registers 2
    sget-object v0, Lorg/example/app/Vault;->name:Ljava/lang/String;
    invoke-static {v0}, Lorg/example/app/Vault;->cipher(Ljava/lang/String;)V
    return-void
.end method

.method static cipher(Ljava/lang/String;)V
    .registers 2
    .line 14
    invoke-static {p0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static unreached()V
    .registers 2
    .line 18
    const-string v0, "Blowfish"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    invoke-virtual {v0}, Ljavax/crypto/Cipher;->getIV()[B
    return-void
.end method

.method static constructor <clinit>()V
    .registers 2
    const-string v0, "desede/cbc/pkcs5padding"
    sput-object v0, Lorg/example/app/Vault;->name:Ljava/lang/String;
    return-void
.end method
