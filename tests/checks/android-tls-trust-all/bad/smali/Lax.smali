.class public final Lorg/example/app/Lax;
.super Lorg/example/app/Base;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lorg/example/app/Base;-><init>()V
    return-void
.end method

.method protected approve([Ljava/security/cert/X509Certificate;)V
    .registers 3
    if-nez p1, :given
    const-string v0, "no chain"
    invoke-static {v0, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    :given
    return-void
.end method
