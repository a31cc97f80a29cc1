.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 4
    const-string v0, "https://api.example.com/v1"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    const-string v0, "http://127.0.0.1:8080/"
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    const-string v0, "http://schemas.android.com/apk/res/android"
    const-string v1, "layout"
    invoke-static {v0, v1}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    const-string v0, "http://api.example.com/v1"
    const-string v1, "http:"
    const-string v2, "https:"
    invoke-virtual {v0, v1, v2}, Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    invoke-static {}, Lorg/example/app/Net;->secure()V
    return-void
.end method

.method private static open(Ljava/lang/String;)V
    .registers 2
    new-instance v0, Ljava/net/URL;
    invoke-direct {v0, p0}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    return-void
.end method

.method private static secure()V
    .registers 3
    const-string v0, "server"
    invoke-static {v0}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "http://"
    const-string v2, "https://"
    invoke-virtual {v0, v1, v2}, Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Net;->open(Ljava/lang/String;)V
    return-void
.end method
