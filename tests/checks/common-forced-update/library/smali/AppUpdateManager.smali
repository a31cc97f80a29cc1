.class public interface abstract Lcom/google/android/play/core/appupdate/AppUpdateManager;
.super Ljava/lang/Object;

.method public abstract startUpdateFlowForResult(Lcom/google/android/play/core/appupdate/AppUpdateInfo;ILandroid/app/Activity;I)Z
.end method

.method public abstract getAppUpdateInfo(Landroid/content/Context;)Lcom/google/android/play/core/appupdate/AppUpdateInfo;
.end method
