.class public final Lorg/example/app/Guarded;
.super Ljava/lang/Object;
.implements Ljavax/net/ssl/X509TrustManager;

.field private final delegate:Ljavax/net/ssl/X509TrustManager;

.method public checkClientTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V
    .registers 3
    return-void
.end method

.method public getAcceptedIssuers()[Ljava/security/cert/X509Certificate;
    .registers 2
    const/4 v0, 0x0
    new-array v0, v0, [Ljava/security/cert/X509Certificate;
    return-object v0
.end method

.method public checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V
    .registers 6
    iget-object v0, p0, Lorg/example/app/Guarded;->delegate:Ljavax/net/ssl/X509TrustManager;
    if-eqz v0, :done
    invoke-interface {v0, p1, p2}, Ljavax/net/ssl/X509TrustManager;->checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V
    :done
    return-void
.end method

.method public constructor <init>()V
    .registers 4
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    invoke-static {}, Ljavax/net/ssl/TrustManagerFactory;->getDefaultAlgorithm()Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Ljavax/net/ssl/TrustManagerFactory;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/TrustManagerFactory;
    move-result-object v0
    const/4 v1, 0x0
    check-cast v1, Ljava/security/KeyStore;
    invoke-virtual {v0, v1}, Ljavax/net/ssl/TrustManagerFactory;->init(Ljava/security/KeyStore;)V
    invoke-virtual {v0}, Ljavax/net/ssl/TrustManagerFactory;->getTrustManagers()[Ljavax/net/ssl/TrustManager;
    move-result-object v0
    const/4 v1, 0x0
    aget-object v0, v0, v1
    check-cast v0, Ljavax/net/ssl/X509TrustManager;
    iput-object v0, p0, Lorg/example/app/Guarded;->delegate:Ljavax/net/ssl/X509TrustManager;
    return-void
.end method
