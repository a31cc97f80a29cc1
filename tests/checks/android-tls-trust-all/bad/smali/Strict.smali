.class public final Lorg/example/app/Strict;
.super Lorg/example/app/Base;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lorg/example/app/Base;-><init>()V
    return-void
.end method

.method protected approve([Ljava/security/cert/X509Certificate;)V
    .registers 4
    const/4 v0, 0x0
    aget-object v0, p1, v0
    invoke-static {}, Lorg/example/app/Anchor;->key()Ljava/security/PublicKey;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/security/cert/X509Certificate;->verify(Ljava/security/PublicKey;)V
    return-void
.end method
