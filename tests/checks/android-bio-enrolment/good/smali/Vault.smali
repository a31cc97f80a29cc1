.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static key()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/security/keystore/KeyGenParameterSpec$Builder;
    const/4 v1, 1
    invoke-virtual {v0, v1}, Landroid/security/keystore/KeyGenParameterSpec$Builder;->setInvalidatedByBiometricEnrollment(Z)Landroid/security/keystore/KeyGenParameterSpec$Builder;
    return-void
.end method
