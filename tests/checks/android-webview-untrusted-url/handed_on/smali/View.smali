.class public Lorg/example/app/View;
.super Landroid/webkit/WebView;
.source "View.java"

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0, p1}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    return-void
.end method

.method public loadUrl(Ljava/lang/String;)V
    .registers 2
    invoke-super {p0, p1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method
