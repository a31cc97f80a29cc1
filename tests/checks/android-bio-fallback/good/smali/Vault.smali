.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static allow()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/hardware/biometrics/BiometricPrompt$Builder;
    const v1, 0xf
    invoke-virtual {v0, v1}, Landroid/hardware/biometrics/BiometricPrompt$Builder;->setAllowedAuthenticators(I)Landroid/hardware/biometrics/BiometricPrompt$Builder;
    return-void
.end method
