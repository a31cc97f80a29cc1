.class public Lorg/example/app/Pick;
.super Landroid/app/Activity;
.source "Pick.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const/4 v1, -0x1
    invoke-virtual {p0, v1, v0}, Lorg/example/app/Pick;->setResult(ILandroid/content/Intent;)V
    return-void
.end method
