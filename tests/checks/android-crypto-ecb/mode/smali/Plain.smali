.class public Lorg/example/app/Plain;
.super Ljava/lang/Object;
.source "Plain.java"

.method static seal(Ljava/security/Key;)V
    .registers 5
    const-string v0, "AES/ECB/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v1
    const/4 v2, 1
    invoke-virtual {v1, v2, p0}, Ljavax/crypto/Cipher;->init(ILjava/security/Key;)V
    return-void
.end method
