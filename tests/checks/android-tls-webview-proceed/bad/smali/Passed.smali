.class public final Lorg/example/app/Passed;
.super Landroid/webkit/WebViewClient;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/webkit/WebViewClient;-><init>()V
    return-void
.end method

.method public onReceivedSslError(Landroid/webkit/WebView;Landroid/webkit/SslErrorHandler;Landroid/net/http/SslError;)V
    .registers 4
    invoke-static {p2}, Lorg/example/app/Passed;->go(Landroid/webkit/SslErrorHandler;)V
    return-void
.end method

.method private static go(Landroid/webkit/SslErrorHandler;)V
    .registers 1
    invoke-virtual {p0}, Landroid/webkit/SslErrorHandler;->proceed()V
    return-void
.end method
