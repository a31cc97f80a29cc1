.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 8
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lcom/google/android/play/core/appupdate/zzg;
    invoke-direct {v0}, Lcom/google/android/play/core/appupdate/zzg;-><init>()V
    invoke-interface {v0, p0}, Lcom/google/android/play/core/appupdate/AppUpdateManager;->getAppUpdateInfo(Landroid/content/Context;)Lcom/google/android/play/core/appupdate/AppUpdateInfo;
    move-result-object v1
    const/4 v2, 0x1
    const/16 v3, 0x7
    move-object v4, p0
    invoke-interface {v0, v1, v2, v4, v3}, Lcom/google/android/play/core/appupdate/AppUpdateManager;->startUpdateFlowForResult(Lcom/google/android/play/core/appupdate/AppUpdateInfo;ILandroid/app/Activity;I)Z
    return-void
.end method
