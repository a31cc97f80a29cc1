.class public Lorg/example/app/Proxy;
.super Landroid/app/Activity;
.source "Proxy.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-virtual {p0}, Lorg/example/app/Proxy;->getIntent()Landroid/content/Intent;
    move-result-object v0
    const-string v1, "next"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->getParcelableExtra(Ljava/lang/String;)Landroid/os/Parcelable;
    move-result-object v0
    check-cast v0, Landroid/content/Intent;
    invoke-static {p0, v0}, Lorg/example/app/Starter;->go(Landroid/content/Context;Landroid/content/Intent;)V
    return-void
.end method
