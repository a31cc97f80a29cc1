.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 6
    invoke-static {}, Lorg/example/app/Net;->verified()V
    invoke-static {}, Lorg/example/app/Net;->identified()V
    invoke-static {}, Lorg/example/app/Net;->plain()V
    new-instance v0, Lorg/example/app/Factory;
    invoke-static {}, Ljavax/net/ssl/HttpsURLConnection;->getDefaultSSLSocketFactory()Ljavax/net/ssl/SSLSocketFactory;
    move-result-object v1
    invoke-direct {v0, v1}, Lorg/example/app/Factory;-><init>(Ljavax/net/ssl/SSLSocketFactory;)V
    invoke-static {v0}, Ljavax/net/ssl/HttpsURLConnection;->setDefaultSSLSocketFactory(Ljavax/net/ssl/SSLSocketFactory;)V
    return-void
.end method

.method private static verified()V
    .registers 6
    invoke-static {}, Ljavax/net/ssl/SSLSocketFactory;->getDefault()Ljavax/net/SocketFactory;
    move-result-object v3
    const-string v4, "api.example.com"
    const/16 v5, 0x1bb
    invoke-virtual {v3, v4, v5}, Ljavax/net/SocketFactory;->createSocket(Ljava/lang/String;I)Ljava/net/Socket;
    move-result-object v3
    check-cast v3, Ljavax/net/ssl/SSLSocket;
    invoke-static {v4, v3}, Lorg/example/app/Net;->check(Ljava/lang/String;Ljavax/net/ssl/SSLSocket;)V
    invoke-virtual {v3}, Ljavax/net/ssl/SSLSocket;->getOutputStream()Ljava/io/OutputStream;
    move-result-object v0
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Ljava/io/OutputStream;->write(I)V

    return-void
.end method

.method private static check(Ljava/lang/String;Ljavax/net/ssl/SSLSocket;)V
    .registers 4
    invoke-static {}, Ljavax/net/ssl/HttpsURLConnection;->getDefaultHostnameVerifier()Ljavax/net/ssl/HostnameVerifier;
    move-result-object v0
    invoke-virtual {p1}, Ljavax/net/ssl/SSLSocket;->getSession()Ljavax/net/ssl/SSLSession;
    move-result-object v1
    invoke-interface {v0, p0, v1}, Ljavax/net/ssl/HostnameVerifier;->verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z
    move-result v0
    if-eqz v0, :refuse
    return-void
    :refuse
    new-instance v0, Ljavax/net/ssl/SSLException;
    const-string v1, "wrong host"
    invoke-direct {v0, v1}, Ljavax/net/ssl/SSLException;-><init>(Ljava/lang/String;)V
    throw v0
.end method

.method private static identified()V
    .registers 6
    invoke-static {}, Ljavax/net/ssl/SSLSocketFactory;->getDefault()Ljavax/net/SocketFactory;
    move-result-object v3
    const-string v4, "api.example.com"
    const/16 v5, 0x1bb
    invoke-virtual {v3, v4, v5}, Ljavax/net/SocketFactory;->createSocket(Ljava/lang/String;I)Ljava/net/Socket;
    move-result-object v3
    check-cast v3, Ljavax/net/ssl/SSLSocket;
    invoke-virtual {v3}, Ljavax/net/ssl/SSLSocket;->getSSLParameters()Ljavax/net/ssl/SSLParameters;
    move-result-object v0
    const-string v1, "HTTPS"
    invoke-virtual {v0, v1}, Ljavax/net/ssl/SSLParameters;->setEndpointIdentificationAlgorithm(Ljava/lang/String;)V
    invoke-virtual {v3, v0}, Ljavax/net/ssl/SSLSocket;->setSSLParameters(Ljavax/net/ssl/SSLParameters;)V
    invoke-virtual {v3}, Ljavax/net/ssl/SSLSocket;->getOutputStream()Ljava/io/OutputStream;
    move-result-object v0
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Ljava/io/OutputStream;->write(I)V

    return-void
.end method

.method private static plain()V
    .registers 6
    new-instance v3, Ljava/net/Socket;
    const-string v4, "192.168.4.1"
    const/16 v5, 0x1bb
    invoke-direct {v3, v4, v5}, Ljava/net/Socket;-><init>(Ljava/lang/String;I)V
    invoke-virtual {v3}, Ljava/net/Socket;->close()V
    return-void
.end method
