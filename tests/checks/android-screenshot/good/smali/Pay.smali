.class public Lorg/example/app/Pay;
.super Lorg/example/app/Base;
.source "Pay.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lorg/example/app/Base;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    .line 10
    invoke-super {p0, p1}, Lorg/example/app/Base;->onCreate(Landroid/os/Bundle;)V
    const v0, 0x7f020000
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(I)V
    return-void
.end method
