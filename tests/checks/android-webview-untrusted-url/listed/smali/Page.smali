.class public Lorg/example/app/Page;
.super Landroid/app/Activity;
.source "Page.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lorg/example/app/Show;->host(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->below(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->helper(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->readAgain(Landroid/app/Activity;)V
    return-void
.end method
