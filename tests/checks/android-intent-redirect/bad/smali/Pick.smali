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
    invoke-virtual {p0}, Lorg/example/app/Pick;->getIntent()Landroid/content/Intent;
    move-result-object v0
    const/4 v1, -0x1
    .line 31
    invoke-virtual {p0, v1, v0}, Lorg/example/app/Pick;->setResult(ILandroid/content/Intent;)V
    return-void
.end method
