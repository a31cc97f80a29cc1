.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 3
    new-instance v0, Ljava/net/URL;
    const-string v1, "https://api.example.com/"
    invoke-direct {v0, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v0
    check-cast v0, Ljavax/net/ssl/HttpsURLConnection;
new-instance v1, Lorg/example/app/Local;
    invoke-direct {v1}, Lorg/example/app/Local;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Fixed;
    invoke-direct {v1}, Lorg/example/app/Fixed;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Names;
    invoke-direct {v1}, Lorg/example/app/Names;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Never;
    invoke-direct {v1}, Lorg/example/app/Never;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V
    return-void
.end method

.method private static use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V
    .registers 2
    invoke-virtual {p0, p1}, Ljavax/net/ssl/HttpsURLConnection;->setHostnameVerifier(Ljavax/net/ssl/HostnameVerifier;)V
    return-void
.end method
