.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static bound()V
    .registers 6
    const/4 v0, 0
    check-cast v0, Landroid/hardware/biometrics/BiometricPrompt;
    const/4 v2, 0
    const/4 v3, 0
    const/4 v4, 0
    const-string v5, "AES/GCM/NoPadding"
    invoke-static {v5}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v5
    new-instance v1, Landroid/hardware/biometrics/BiometricPrompt$CryptoObject;
    invoke-direct {v1, v5}, Landroid/hardware/biometrics/BiometricPrompt$CryptoObject;-><init>(Ljavax/crypto/Cipher;)V
    invoke-virtual {v0, v1, v2, v3, v4}, Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/hardware/biometrics/BiometricPrompt$CryptoObject;Landroid/os/CancellationSignal;Ljava/util/concurrent/Executor;Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;)V
    return-void
.end method
