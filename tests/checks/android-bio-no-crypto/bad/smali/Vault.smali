.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static bare()V
    .registers 5
    const/4 v0, 0
    check-cast v0, Landroid/hardware/biometrics/BiometricPrompt;
    const/4 v2, 0
    const/4 v3, 0
    const/4 v4, 0
    .line 4
    invoke-virtual {v0, v2, v3, v4}, Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/os/CancellationSignal;Ljava/util/concurrent/Executor;Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;)V
    return-void
.end method

.method static nothing()V
    .registers 5
    const/4 v0, 0
    check-cast v0, Landroid/hardware/biometrics/BiometricPrompt;
    const/4 v2, 0
    const/4 v3, 0
    const/4 v4, 0
    const/4 v1, 0
    .line 8
    invoke-virtual {v0, v1, v2, v3, v4}, Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/hardware/biometrics/BiometricPrompt$CryptoObject;Landroid/os/CancellationSignal;Ljava/util/concurrent/Executor;Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;)V
    return-void
.end method
