.class public Lorg/example/app/Unused;
.super Ljava/lang/Object;
.source "Unused.java"

.method static stop(Landroid/app/Activity;)V
    .registers 2
    invoke-static {p0}, Lorg/example/app/Packages;->hasManager(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :safe
    invoke-virtual {p0}, Landroid/app/Activity;->finish()V
    :safe
    return-void
.end method
