.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 1
new-instance v0, Lorg/example/app/Open;
    invoke-direct {v0}, Lorg/example/app/Open;-><init>()V
    invoke-static {v0}, Lorg/example/app/Net;->use(Ljavax/net/ssl/TrustManager;)V

    new-instance v0, Lorg/example/app/Quiet;
    invoke-direct {v0}, Lorg/example/app/Quiet;-><init>()V
    invoke-static {v0}, Lorg/example/app/Net;->use(Ljavax/net/ssl/TrustManager;)V

    new-instance v0, Lorg/example/app/Lax;
    invoke-direct {v0}, Lorg/example/app/Lax;-><init>()V
    invoke-static {v0}, Lorg/example/app/Net;->use(Ljavax/net/ssl/TrustManager;)V

    new-instance v0, Lorg/example/app/Strict;
    invoke-direct {v0}, Lorg/example/app/Strict;-><init>()V
    invoke-static {v0}, Lorg/example/app/Net;->use(Ljavax/net/ssl/TrustManager;)V

    new-instance v0, Lorg/example/app/Extended;
    invoke-direct {v0}, Lorg/example/app/Extended;-><init>()V
    invoke-static {v0}, Lorg/example/app/Net;->use(Ljavax/net/ssl/TrustManager;)V
    return-void
.end method

.method private static list(Ljavax/net/ssl/TrustManager;)[Ljavax/net/ssl/TrustManager;
    .registers 3
    const/4 v0, 0x1
    new-array v0, v0, [Ljavax/net/ssl/TrustManager;
    const/4 v1, 0x0
    aput-object p0, v0, v1
    return-object v0
.end method

.method private static use(Ljavax/net/ssl/TrustManager;)V
    .registers 4
    const-string v0, "TLS"
    invoke-static {v0}, Ljavax/net/ssl/SSLContext;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    move-result-object v0
    const/4 v1, 0x0
    invoke-static {p0}, Lorg/example/app/Net;->list(Ljavax/net/ssl/TrustManager;)[Ljavax/net/ssl/TrustManager;
    move-result-object v2
    invoke-virtual {v0, v1, v2, v1}, Ljavax/net/ssl/SSLContext;->init([Ljavax/net/ssl/KeyManager;[Ljavax/net/ssl/TrustManager;Ljava/security/SecureRandom;)V
    invoke-virtual {v0}, Ljavax/net/ssl/SSLContext;->getSocketFactory()Ljavax/net/ssl/SSLSocketFactory;
    move-result-object v0
    invoke-static {v0}, Ljavax/net/ssl/HttpsURLConnection;->setDefaultSSLSocketFactory(Ljavax/net/ssl/SSLSocketFactory;)V
    return-void
.end method
