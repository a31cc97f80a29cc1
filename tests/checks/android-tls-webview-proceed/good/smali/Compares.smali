.class public final Lorg/example/app/Compares;
.super Landroid/webkit/WebViewClient;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/webkit/WebViewClient;-><init>()V
    return-void
.end method

.method public onReceivedSslError(Landroid/webkit/WebView;Landroid/webkit/SslErrorHandler;Landroid/net/http/SslError;)V
    .registers 6
    invoke-virtual {p3}, Landroid/net/http/SslError;->getCertificate()Landroid/net/http/SslCertificate;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Compares;->known(Landroid/net/http/SslCertificate;)Z
    move-result v0
    if-eqz v0, :refuse
    invoke-virtual {p2}, Landroid/webkit/SslErrorHandler;->proceed()V
    return-void
    :refuse
    invoke-virtual {p2}, Landroid/webkit/SslErrorHandler;->cancel()V
    return-void
.end method

.method private static known(Landroid/net/http/SslCertificate;)Z
    .registers 4
    invoke-virtual {p0}, Landroid/net/http/SslCertificate;->getX509Certificate()Ljava/security/cert/X509Certificate;
    move-result-object v0
    invoke-virtual {v0}, Ljava/security/cert/X509Certificate;->getEncoded()[B
    move-result-object v0
    const-string v1, "MIIBszCCAVmgAwIBAgIUXbBjr2m5"
    const/4 v2, 0x0
    invoke-static {v1, v2}, Landroid/util/Base64;->decode(Ljava/lang/String;I)[B
    move-result-object v1
    invoke-static {v0, v1}, Ljava/util/Arrays;->equals([B[B)Z
    move-result v0
    return v0
.end method
