.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const/16 v0, 16
    new-array v0, v0, [B
    new-instance v1, Ljava/security/SecureRandom;
    invoke-direct {v1}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v1, v0}, Ljava/security/SecureRandom;->nextBytes([B)V
    new-instance v1, Lorg/example/app/Bytes;
    invoke-direct {v1, v0}, Lorg/example/app/Bytes;-><init>([B)V
    invoke-static {v1}, Lorg/example/app/Main;->key(Lorg/example/app/Bytes;)V
    sget-object v1, Lorg/example/app/Bytes;->EMPTY:Lorg/example/app/Bytes;
    invoke-static {v1}, Lorg/example/app/Main;->key(Lorg/example/app/Bytes;)V
    return-void
.end method

.method static key(Lorg/example/app/Bytes;)V
    .registers 4
    iget-object v0, p0, Lorg/example/app/Bytes;->data:[B
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    const-string v2, "AES"
    invoke-direct {v1, v0, v2}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    return-void
.end method
