.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 6
    const-string v0, "TLS"
    invoke-static {v0}, Lorg/example/app/Net;->context(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
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
    const-string v2, "TLSv1.2"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "TLSv1.3"
    aput-object v2, v0, v1
    invoke-virtual {v3, v0}, Ljavax/net/ssl/SSLSocket;->setEnabledProtocols([Ljava/lang/String;)V

    const-string v0, "TLSv1"
    const-string v1, "net"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

.method private static context(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    .registers 1
    invoke-static {p0}, Ljavax/net/ssl/SSLContext;->getInstance(Ljava/lang/String;)Ljavax/net/ssl/SSLContext;
    move-result-object p0
    return-object p0
.end method
