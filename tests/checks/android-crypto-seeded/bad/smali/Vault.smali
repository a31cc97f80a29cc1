.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static number()V
    .registers 4
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    const-wide/16 v0, 456
    .line 4
    invoke-virtual {v2, v0, v1}, Ljava/security/SecureRandom;->setSeed(J)V
    return-void
.end method

.method static clock()V
    .registers 4
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-static {}, Ljava/lang/System;->currentTimeMillis()J
    move-result-wide v0
    .line 9
    invoke-virtual {v2, v0, v1}, Ljava/security/SecureRandom;->setSeed(J)V
    return-void
.end method
