.class public final Lorg/example/app/Never;
.super Ljava/lang/Object;
.implements Ljavax/net/ssl/HostnameVerifier;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z
    .registers 4
    const/4 v0, 0x0
    return v0
.end method
