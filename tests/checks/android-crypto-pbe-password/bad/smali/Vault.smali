.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text()V
    .registers 7
    const-string v0, "letmein"
    invoke-virtual {v0}, Ljava/lang/String;->toCharArray()[C
    move-result-object v0
    const/16 v1, 16
    new-array v1, v1, [B
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, v1}, Ljava/security/SecureRandom;->nextBytes([B)V
    const v4, 600000
    const/16 v6, 256
    .line 5
    new-instance v3, Ljavax/crypto/spec/PBEKeySpec;
    invoke-direct {v3, v0, v1, v4, v6}, Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V
    return-void
.end method

.method static joined()V
    .registers 7
    const-string v0, "pass"
    const-string v1, "word"
    invoke-static {v0, v1}, Lorg/example/app/Vault;->join(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->toCharArray()[C
    move-result-object v0
    const/16 v1, 16
    new-array v1, v1, [B
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, v1}, Ljava/security/SecureRandom;->nextBytes([B)V
    const v4, 600000
    const/16 v6, 256
    .line 12
    new-instance v3, Ljavax/crypto/spec/PBEKeySpec;
    invoke-direct {v3, v0, v1, v4, v6}, Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V
    return-void
.end method

.method static join(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    .registers 4
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0, p0}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0, p1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
