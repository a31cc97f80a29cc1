.class public Lorg/example/app/Web;
.super Ljava/lang/Object;
.source "Web.java"

.method static setup()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/webkit/WebSettings;
    const/4 v1, 1
    .line 4
    invoke-virtual {v0, v1}, Landroid/webkit/WebSettings;->setAllowUniversalAccessFromFileURLs(Z)V
    return-void
.end method
