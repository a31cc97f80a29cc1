.class public Lorg/example/app/Pages;
.super Ljava/lang/Object;
.source "Pages.java"

.method static show(Landroid/content/Context;Ljava/lang/String;)V
    .registers 3
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    .line 10
    invoke-virtual {v0, p1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method
