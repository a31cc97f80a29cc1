.class public Lorg/example/app/Told;
.super Ljava/lang/Object;
.implements Landroid/app/Activity$ScreenCaptureCallback;
.source "Told.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public onScreenCaptured()V
    .registers 4
    return-void
.end method
