.class public Lorg/example/app/Net;
.super Ljava/lang/Object;

.method static layered()V
    .registers 7
    new-instance v0, Ljava/net/Socket;
    const-string v1, "proxy.example.net"
    const/16 v2, 0x50
    invoke-direct {v0, v1, v2}, Ljava/net/Socket;-><init>(Ljava/lang/String;I)V
    invoke-static {}, Ljavax/net/ssl/SSLSocketFactory;->getDefault()Ljavax/net/SocketFactory;
    move-result-object v3
    check-cast v3, Ljavax/net/ssl/SSLSocketFactory;
    const/4 v4, 0x1
    invoke-virtual {v3, v0, v1, v2, v4}, Ljavax/net/ssl/SSLSocketFactory;->createSocket(Ljava/net/Socket;Ljava/lang/String;IZ)Ljava/net/Socket;
    return-void
.end method

.method static local()V
    .registers 4
    new-instance v0, Ljava/net/Socket;
    const-string v1, "127.0.0.1"
    const/16 v2, 0x50
    invoke-direct {v0, v1, v2}, Ljava/net/Socket;-><init>(Ljava/lang/String;I)V
    invoke-virtual {v0}, Ljava/net/Socket;->close()V
    return-void
.end method

# As HTTP clients have it.
.method static connect(Ljava/net/Socket;Ljava/net/InetSocketAddress;)V
    .registers 2
    invoke-virtual {p0, p1}, Ljava/net/Socket;->connect(Ljava/net/SocketAddress;)V
    return-void
.end method
