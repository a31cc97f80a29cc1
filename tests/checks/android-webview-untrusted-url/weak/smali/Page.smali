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
    invoke-static {p0}, Lorg/example/app/Show;->openEnd(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->schemeText(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->hostEnd(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->addressEnd(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->inside(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->excluded(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->action(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->scheme(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->other(Landroid/app/Activity;)V
    invoke-static {p0}, Lorg/example/app/Show;->own(Landroid/app/Activity;)V
    return-void
.end method
