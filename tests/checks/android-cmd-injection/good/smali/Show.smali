.class public Lorg/example/app/Show;
.super Landroid/app/Activity;
.source "Show.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-virtual {p0}, Lorg/example/app/Show;->getIntent()Landroid/content/Intent;
    move-result-object v0
    const-string v1, "host"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "10.0.0.1"
    invoke-virtual {v1, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v1
    if-eqz v1, :no
    const/4 v1, 0x3
    new-array v1, v1, [Ljava/lang/String;
    const/4 v2, 0x0
    const-string v3, "/system/bin/ping"
    aput-object v3, v1, v2
    const/4 v2, 0x1
    const-string v3, "-c1"
    aput-object v3, v1, v2
    const/4 v2, 0x2
    aput-object v0, v1, v2
    invoke-static {v1}, Lorg/example/app/Shell;->list([Ljava/lang/String;)V
    :no
    const-string v0, "getprop ro.product.model"
    invoke-static {v0}, Lorg/example/app/Shell;->run(Ljava/lang/String;)V
    return-void
.end method
