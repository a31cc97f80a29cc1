.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static random()V
    .registers 4
    const/16 v0, 16
    new-array v0, v0, [B
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, v0}, Ljava/security/SecureRandom;->nextBytes([B)V
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method

.method static helped()V
    .registers 4
    const/16 v0, 16
    new-array v0, v0, [B
    invoke-static {v0}, Lorg/example/app/Vault;->fill([B)V
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method

.method static fill([B)V
    .registers 4
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, p0}, Ljava/security/SecureRandom;->nextBytes([B)V
    return-void
.end method

# What a message begins with is the vector that it was encrypted under.
.method static stored()V
    .registers 4
    new-instance v1, Ljava/io/FileInputStream;
    const-string v2, "message"
    invoke-direct {v1, v2}, Ljava/io/FileInputStream;-><init>(Ljava/lang/String;)V
    const/16 v0, 16
    new-array v0, v0, [B
    invoke-virtual {v1, v0}, Ljava/io/FileInputStream;->read([B)I
    new-instance v1, Ljavax/crypto/spec/IvParameterSpec;
    invoke-direct {v1, v0}, Ljavax/crypto/spec/IvParameterSpec;-><init>([B)V
    return-void
.end method
