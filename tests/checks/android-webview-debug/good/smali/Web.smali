.class public Lorg/example/app/Web;
.super Ljava/lang/Object;
.source "Web.java"

.method static off()V
    .registers 1
    const/4 v0, 0
    invoke-static {v0}, Landroid/webkit/WebView;->setWebContentsDebuggingEnabled(Z)V
    return-void
.end method

.method static inDebugBuilds()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/content/pm/ApplicationInfo;
    iget v0, v0, Landroid/content/pm/ApplicationInfo;->flags:I
    and-int/lit8 v0, v0, 2
    if-eqz v0, :end
    const/4 v0, 1
    invoke-static {v0}, Landroid/webkit/WebView;->setWebContentsDebuggingEnabled(Z)V
    :end
    return-void
.end method
