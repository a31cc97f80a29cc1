.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->open(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->signed(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->system(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->settings(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->resources(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->own(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/example/app/Plugins;->installed(Landroid/content/Context;)V
    return-void
.end method
