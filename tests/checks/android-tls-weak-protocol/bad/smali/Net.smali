.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 3
    const-string v0, "TLSv1"
    invoke-static {v0}, Lorg/example/app/Net;->context(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    const-string v0, "SSL"
    invoke-static {v0}, Ljavax/net/ssl/SSLContext;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    invoke-static {}, Lorg/example/app/Net;->sockets()V
    invoke-static {}, Lorg/example/app/Net;->specs()V
    return-void
.end method

.method private static context(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    .registers 1
    invoke-static {p0}, Ljavax/net/ssl/SSLContext;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    move-result-object p0
    return-object p0
.end method

.method private static specs()V
    .registers 4
    new-instance v0, Lokhttp3/ConnectionSpec$Builder;
    invoke-direct {v0}, Lokhttp3/ConnectionSpec$Builder;-><init>()V
    const/4 v1, 0x1
    new-array v1, v1, [Lokhttp3/TlsVersion;
    const/4 v2, 0x0
    sget-object v3, Lokhttp3/TlsVersion;->TLS_1_1:Lokhttp3/TlsVersion;
    aput-object v3, v1, v2
    invoke-virtual {v0, v1}, Lokhttp3/ConnectionSpec$Builder;->tlsVersions([Lokhttp3/TlsVersion;)Lokhttp3/ConnectionSpec$Builder;
    return-void
.end method

.method private static sockets()V
    .registers 6
    invoke-static {}, Ljavax/net/ssl/SSLSocketFactory;->getDefault()Ljavax/net/SocketFactory;
    move-result-object v3
    const-string v4, "api.example.com"
    const/16 v5, 0x1bb
    invoke-virtual {v3, v4, v5}, Ljavax/net/SocketFactory;->createSocket(Ljava/lang/String;I)Ljava/net/Socket;
    move-result-object v3
    check-cast v3, Ljavax/net/ssl/SSLSocket;
    const/4 v0, 0x2
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "SSLv3"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "TLSv1.1"
    aput-object v2, v0, v1
    invoke-virtual {v3, v0}, Ljavax/net/ssl/SSLSocket;->setEnabledProtocols([Ljava/lang/String;)V
    const/4 v0, 0x3
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "TLSv1"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "TLSv1.2"
    aput-object v2, v0, v1
    const/4 v1, 0x2
    const-string v2, "TLSv1.3"
    aput-object v2, v0, v1
    invoke-virtual {v3, v0}, Ljavax/net/ssl/SSLSocket;->setEnabledProtocols([Ljava/lang/String;)V

    return-void
.end method

.method public static unused()V
    .registers 1
    const-string v0, "SSLv3"
    invoke-static {v0}, Ljavax/net/ssl/SSLContext;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    return-void
.end method
