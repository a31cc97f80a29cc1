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
new-instance v1, Lorg/example/app/Loud;
    invoke-direct {v1}, Lorg/example/app/Loud;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Helper;
    invoke-direct {v1}, Lorg/example/app/Helper;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Forgets;
    invoke-direct {v1}, Lorg/example/app/Forgets;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Exempts;
    invoke-direct {v1}, Lorg/example/app/Exempts;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V

    new-instance v1, Lorg/example/app/Flag;
    invoke-direct {v1}, Lorg/example/app/Flag;-><init>()V
    invoke-static {v0, v1}, Lorg/example/app/Net;->use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V
    invoke-static {}, Lorg/apache/http/conn/ssl/SSLSocketFactory;->getSocketFactory()Lorg/apache/http/conn/ssl/SSLSocketFactory;
    move-result-object v1
    sget-object v2, Lorg/apache/http/conn/ssl/SSLSocketFactory;->ALLOW_ALL_HOSTNAME_VERIFIER:Lorg/apache/http/conn/ssl/X509HostnameVerifier;
    invoke-virtual {v1, v2}, Lorg/apache/http/conn/ssl/SSLSocketFactory;->setHostnameVerifier(Lorg/apache/http/conn/ssl/X509HostnameVerifier;)V

    return-void
.end method

.method private static use(Ljavax/net/ssl/HttpsURLConnection;Ljavax/net/ssl/HostnameVerifier;)V
    .registers 2
    invoke-virtual {p0, p1}, Ljavax/net/ssl/HttpsURLConnection;->setHostnameVerifier(Ljavax/net/ssl/HostnameVerifier;)V
    return-void
.end method
