.class public Lorg/example/app/Shield;
.super Ljava/lang/Object;
.source "Shield.java"
.implements Landroid/view/View$OnTouchListener;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public onTouch(Landroid/view/View;Landroid/view/MotionEvent;)Z
    .registers 4
    invoke-virtual {p2}, Landroid/view/MotionEvent;->getFlags()I
    move-result v0
    and-int/lit8 v0, v0, 0x1
    if-eqz v0, :fine
    const/4 v0, 0x1
    return v0
    :fine
    const/4 v0, 0x0
    return v0
.end method
