.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static random()V
    .registers 4
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    const/16 v0, 8
    invoke-virtual {v2, v0}, Ljava/security/SecureRandom;->generateSeed(I)[B
    move-result-object v0
    invoke-virtual {v2, v0}, Ljava/security/SecureRandom;->setSeed([B)V
    return-void
.end method
