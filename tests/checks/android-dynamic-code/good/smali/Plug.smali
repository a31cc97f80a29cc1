.class public Lorg/example/app/Plug;
.super Landroid/app/Activity;
.source "Plug.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-virtual {p0}, Lorg/example/app/Plug;->getPackageCodePath()Ljava/lang/String;
    move-result-object v0
    invoke-static {p0, v0}, Lorg/example/app/Loader;->load(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method
