.class public Lorg/example/app/Holder;
.super Ljava/lang/Object;
.source "Holder.java"

.field private secret:Ljava/lang/String;

.method public constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Holder;->secret:Ljava/lang/String;
    return-void
.end method

.method public key()V
    .registers 4
    iget-object v0, p0, Lorg/example/app/Holder;->secret:Ljava/lang/String;
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    .line 12
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    const-string v2, "AES"
    invoke-direct {v1, v0, v2}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    return-void
.end method
