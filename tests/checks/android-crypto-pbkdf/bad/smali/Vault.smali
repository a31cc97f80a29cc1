.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.field static final rounds:I = 10000

.method static few()V
    .registers 7
    const/4 v0, 0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->toCharArray()[C
    move-result-object v0
    const/16 v1, 16
    new-array v1, v1, [B
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, v1}, Ljava/security/SecureRandom;->nextBytes([B)V
    const/16 v4, 100
    const/16 v6, 256
    .line 5
    new-instance v3, Ljavax/crypto/spec/PBEKeySpec;
    invoke-direct {v3, v0, v1, v4, v6}, Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V
    return-void
.end method

.method static some()V
    .registers 7
    const/4 v0, 0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->toCharArray()[C
    move-result-object v0
    const/16 v1, 16
    new-array v1, v1, [B
    new-instance v2, Ljava/security/SecureRandom;
    invoke-direct {v2}, Ljava/security/SecureRandom;-><init>()V
    invoke-virtual {v2, v1}, Ljava/security/SecureRandom;->nextBytes([B)V
    sget v4, Lorg/example/app/Vault;->rounds:I
    const/16 v6, 256
    .line 9
    new-instance v3, Ljavax/crypto/spec/PBEKeySpec;
    invoke-direct {v3, v0, v1, v4, v6}, Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V
    return-void
.end method
