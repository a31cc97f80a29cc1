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
    const-string v0, "App"
    const-string v1, "captured"
    invoke-static {v0, v1}, Landroid/util/Log;->i(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
