.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static zeros()V
    .registers 3
    const/16 v0, 16
    new-array v0, v0, [B
    .line 4
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method

.method static text()V
    .registers 3
    const-string v0, "0123456789abcdef"
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    .line 8
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method

.method static data()V
    .registers 3
    invoke-static {}, Lorg/example/app/Vault;->bytes()[B
    move-result-object v0
    .line 12
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method

.method static bytes()[B
    .registers 2
    const/4 v0, 4
    new-array v0, v0, [B
    fill-array-data v0, :data
    return-object v0
    :data
    .array-data 1
    0x1t
    0x2t
    0x3t
    0x4t
    .end array-data
.end method

.method static clock()V
    .registers 3
    invoke-static {}, Ljava/lang/System;->currentTimeMillis()J
    move-result-wide v0
    invoke-static {v0, v1}, Ljava/lang/String;->valueOf(J)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    .line 20
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method
