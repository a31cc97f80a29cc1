.class public Lorg/example/app/Base;
.super Landroid/app/Activity;
.source "Base.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method public startActivityForResult(Landroid/content/Intent;I)V
    .registers 3
    invoke-super {p0, p1, p2}, Landroid/app/Activity;->startActivityForResult(Landroid/content/Intent;I)V
    return-void
.end method
