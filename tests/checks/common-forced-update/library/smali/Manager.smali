.class public Lcom/google/android/play/core/appupdate/zzg;
.super Ljava/lang/Object;
.source "zzg.java"
.implements Lcom/google/android/play/core/appupdate/AppUpdateManager;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public startUpdateFlowForResult(Lcom/google/android/play/core/appupdate/AppUpdateInfo;ILandroid/app/Activity;I)Z
    .registers 12
    const/4 v0, 0x0
    return v0
.end method

.method public getAppUpdateInfo(Landroid/content/Context;)Lcom/google/android/play/core/appupdate/AppUpdateInfo;
    .registers 6
    new-instance v0, Landroid/content/Intent;
    const-string v1, "com.google.android.play.core.install.BIND_UPDATE_SERVICE"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    const/4 v1, 0x0
    const/4 v2, 0x1
    invoke-virtual {p1, v0, v1, v2}, Landroid/content/Context;->bindService(Landroid/content/Intent;Landroid/content/ServiceConnection;I)Z
    new-instance v0, Lcom/google/android/play/core/appupdate/AppUpdateInfo;
    invoke-direct {v0}, Lcom/google/android/play/core/appupdate/AppUpdateInfo;-><init>()V
    return-object v0
.end method
