.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static rsa()V
    .registers 2
    const-string v0, "RSA"
    invoke-static {v0}, Ljava/security/KeyPairGenerator;->getInstance(Ljava/lang/String;)Ljava/security/KeyPairGenerator;
    move-result-object v0
    const/16 v1, 3072
    invoke-virtual {v0, v1}, Ljava/security/KeyPairGenerator;->initialize(I)V
    return-void
.end method

.method static ec()V
    .registers 2
    const-string v0, "EC"
    invoke-static {v0}, Ljava/security/KeyPairGenerator;->getInstance(Ljava/lang/String;)Ljava/security/KeyPairGenerator;
    move-result-object v0
    const/16 v1, 256
    invoke-virtual {v0, v1}, Ljava/security/KeyPairGenerator;->initialize(I)V
    return-void
.end method
