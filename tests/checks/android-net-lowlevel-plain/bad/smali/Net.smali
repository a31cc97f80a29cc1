.class public Lorg/example/app/Net;
.super Ljava/lang/Object;

.method static open()V
    .registers 4
    new-instance v0, Ljava/net/Socket;
    const-string v1, "feed.example.net"
    const/16 v2, 0x50
    invoke-direct {v0, v1, v2}, Ljava/net/Socket;-><init>(Ljava/lang/String;I)V
    invoke-virtual {v0}, Ljava/net/Socket;->close()V
    return-void
.end method

.method static later()V
    .registers 5
    new-instance v0, Ljava/net/Socket;
    invoke-direct {v0}, Ljava/net/Socket;-><init>()V
    new-instance v1, Ljava/net/InetSocketAddress;
    const-string v2, "feed.example.net"
    const/16 v3, 0x50
    invoke-direct {v1, v2, v3}, Ljava/net/InetSocketAddress;-><init>(Ljava/lang/String;I)V
    invoke-virtual {v0, v1}, Ljava/net/Socket;->connect(Ljava/net/SocketAddress;)V
    return-void
.end method
