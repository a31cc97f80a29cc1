.class public Lorg/example/app/Web;
.super Ljava/lang/Object;
.source "Web.java"

.method static on()V
    .registers 1
    const/4 v0, 1
    .line 4
    invoke-static {v0}, Landroid/webkit/WebView;->setWebContentsDebuggingEnabled(Z)V
    return-void
.end method
