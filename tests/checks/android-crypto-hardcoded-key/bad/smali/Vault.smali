.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text()V
    .registers 3
    const-string v0, "MySecretKey12345"
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    .line 4
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    const-string v2, "AES"
    invoke-direct {v1, v0, v2}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    return-void
.end method

.method static held()V
    .registers 3
    new-instance v0, Lorg/example/app/Holder;
    const-string v1, "held by an object"
    invoke-direct {v0, v1}, Lorg/example/app/Holder;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Lorg/example/app/Holder;->key()V
    return-void
.end method

# "SecretFromXor", each character xored with 7.
.method static hidden()V
    .registers 3
    const-string v0, "TbdubsAuhj_hu"
    invoke-static {v0}, Lorg/example/app/Vault;->reveal(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    .line 14
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    const-string v2, "AES"
    invoke-direct {v1, v0, v2}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    return-void
.end method

.method static reveal(Ljava/lang/String;)Ljava/lang/String;
    .registers 6
    invoke-virtual {p0}, Ljava/lang/String;->toCharArray()[C
    move-result-object v0
    const/4 v1, 0
    :next
    array-length v2, v0
    if-ge v1, v2, :done
    aget-char v3, v0, v1
    xor-int/lit8 v3, v3, 7
    int-to-char v3, v3
    aput-char v3, v0, v1
    add-int/lit8 v1, v1, 1
    goto :next
    :done
    new-instance v2, Ljava/lang/String;
    invoke-direct {v2, v0}, Ljava/lang/String;-><init>([C)V
    return-object v2
.end method

.method static hashed()V
    .registers 4
    const-string v0, "SHA-256"
    invoke-static {v0}, Ljava/security/MessageDigest;->getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;
    move-result-object v1
    const-string v0, "a password in the app"
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    invoke-virtual {v1, v0}, Ljava/security/MessageDigest;->digest([B)[B
    move-result-object v0
    .line 30
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    const-string v2, "AES"
    invoke-direct {v1, v0, v2}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    return-void
.end method
