.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 2
    const-string v0, "http://api.example.com/v1"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    const-string v0, "http://legacy.example.org/v1"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    return-void
.end method

.method private static open(Ljava/lang/String;)V
    .registers 2
    new-instance v0, Ljava/net/URL;
    invoke-direct {v0, p0}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    return-void
.end method
