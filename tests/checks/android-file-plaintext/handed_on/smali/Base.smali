.class public abstract Lorg/example/app/Base;
.super Landroid/app/Activity;
.source "Base.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method abstract window()Lorg/example/app/Delegate;
.end method

.method public findViewById(I)Landroid/view/View;
    .registers 3
    invoke-virtual {p0}, Lorg/example/app/Base;->window()Lorg/example/app/Delegate;
    move-result-object v0
    invoke-virtual {v0, p1}, Lorg/example/app/Delegate;->find(I)Landroid/view/View;
    move-result-object v0
    return-object v0
.end method
