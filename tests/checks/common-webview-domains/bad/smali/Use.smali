.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static fixed()V
    .registers 3
    const/4 v0, 0
    check-cast v0, Landroid/webkit/WebView;
    const-string v1, "https://www.example.org/terms"
    .line 5
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method

.method static made()V
    .registers 3
    const/4 v0, 0
    check-cast v0, Landroid/webkit/WebView;
    const-string v1, "page"
    invoke-static {v1}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    .line 5
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method
