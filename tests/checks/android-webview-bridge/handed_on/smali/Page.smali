.class public Lorg/example/app/Page;
.super Landroid/app/Activity;
.source "Page.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    invoke-virtual {p0}, Lorg/example/app/Page;->getIntent()Landroid/content/Intent;
    move-result-object v1
    const-string v2, "url"
    invoke-virtual {v1, v2}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    .line 9
    invoke-static {v0, v1}, Lorg/example/app/Page;->show(Landroid/webkit/WebView;Ljava/lang/String;)V
    return-void
.end method

.method static show(Landroid/webkit/WebView;Ljava/lang/String;)V
    .registers 3
    .line 14
    invoke-virtual {p0, p1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    return-void
.end method

