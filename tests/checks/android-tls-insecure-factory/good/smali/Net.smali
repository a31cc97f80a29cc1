.class public Lorg/example/app/Net;
.super Ljava/lang/Object;
.source "Net.java"

.method public static open()V
    .registers 2
    const/4 v0, 0x0
    const/4 v1, 0x0
    .line 10
    invoke-static {v0, v1}, Landroid/net/SSLCertificateSocketFactory;->getDefault(ILandroid/net/SSLSessionCache;)Ljavax/net/ssl/SSLSocketFactory;
    move-result-object v0
    invoke-static {v0}, Ljavax/net/ssl/HttpsURLConnection;->setDefaultSSLSocketFactory(Ljavax/net/ssl/SSLSocketFactory;)V
    return-void
.end method
