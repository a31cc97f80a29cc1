.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 4
    const-string v0, "http://api.example.com/v1"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    const-string v0, "http://192.168.4.1/status"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    const-string v0, "server"
    invoke-static {v0}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Net;->named(Ljava/lang/String;)V
    new-instance v0, Lorg/example/app/Api;
    const-string v1, "http://bank.example.com"
    invoke-direct {v0, v1}, Lorg/example/app/Api;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Lorg/example/app/Api;->login()V
    new-instance v0, Ljava/net/URL;
    const-string v1, "http"
    const-string v2, "old.example.com"
    const-string v3, "/"
    invoke-direct {v0, v1, v2, v3}, Ljava/net/URL;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method

.method private static open(Ljava/lang/String;)V
    .registers 2
    new-instance v0, Ljava/net/URL;
    invoke-direct {v0, p0}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    return-void
.end method

.method private static named(Ljava/lang/String;)V
    .registers 3
    const-string v0, "http://"
    invoke-virtual {v0, p0}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    return-void
.end method

.method public static unused()V
    .registers 1
    const-string v0, "http://unused.example.com/"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    return-void
.end method
