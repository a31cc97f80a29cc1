.class public final Lorg/example/app/Names;
.super Ljava/lang/Object;
.implements Ljavax/net/ssl/HostnameVerifier;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z
    .registers 5
    :try_start
    invoke-interface {p2}, Ljavax/net/ssl/SSLSession;->getPeerPrincipal()Ljava/security/Principal;
    move-result-object v0
    invoke-interface {v0}, Ljava/security/Principal;->getName()Ljava/lang/String;
    move-result-object v0
    const-string v1, "CN=api.example.com"
    invoke-virtual {v0, v1}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v0
    :try_end
    .catch Ljavax/net/ssl/SSLPeerUnverifiedException; {:try_start .. :try_end} :refuse
    if-eqz v0, :refuse_plain
    const/4 v0, 0x1
    return v0
    :refuse
    move-exception v0
    :refuse_plain
    const/4 v0, 0x0
    return v0
.end method
