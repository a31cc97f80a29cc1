.class public final Lorg/example/app/Factory;
.super Ljavax/net/ssl/SSLSocketFactory;

.field private final inner:Ljavax/net/ssl/SSLSocketFactory;

.method public constructor <init>(Ljavax/net/ssl/SSLSocketFactory;)V
    .registers 2
    invoke-direct {p0}, Ljavax/net/ssl/SSLSocketFactory;-><init>()V
    iput-object p1, p0, Lorg/example/app/Factory;->inner:Ljavax/net/ssl/SSLSocketFactory;
    return-void
.end method

.method public createSocket(Ljava/lang/String;I)Ljava/net/Socket;
    .registers 4
    iget-object v0, p0, Lorg/example/app/Factory;->inner:Ljavax/net/ssl/SSLSocketFactory;
    invoke-virtual {v0, p1, p2}, Ljavax/net/ssl/SSLSocketFactory;->createSocket(Ljava/lang/String;I)Ljava/net/Socket;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Factory;->tune(Ljava/net/Socket;)Ljava/net/Socket;
    move-result-object v0
    return-object v0
.end method

.method private static tune(Ljava/net/Socket;)Ljava/net/Socket;
    .registers 2
    const/4 v0, 0x1
    invoke-virtual {p0, v0}, Ljava/net/Socket;->setTcpNoDelay(Z)V
    return-object p0
.end method

.method public getDefaultCipherSuites()[Ljava/lang/String;
    .registers 2
    const/4 v0, 0x0
    return-object v0
.end method

.method public getSupportedCipherSuites()[Ljava/lang/String;
    .registers 2
    const/4 v0, 0x0
    return-object v0
.end method
