.class public Lorg/example/app/View;
.super Landroid/webkit/WebView;
.source "View.java"

.method public constructor <init>(Landroid/content/Context;)V
    .registers 4
    invoke-direct {p0, p1}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    const-string v0, "app"
    new-instance v1, Ljava/lang/Object;
    invoke-direct {v1}, Ljava/lang/Object;-><init>()V
    invoke-virtual {p0, v1, v0}, Lorg/example/app/View;->addJavascriptInterface(Ljava/lang/Object;Ljava/lang/String;)V
    return-void
.end method

.method public loadUrl(Ljava/lang/String;)V
    .registers 2
    invoke-super {p0, p1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method
