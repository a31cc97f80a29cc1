.class public Lorg/example/app/Ids;
.super Ljava/lang/Object;
.source "Ids.java"

.method static imei()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/telephony/TelephonyManager;
    .line 4
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;
    return-void
.end method

.method static android()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/content/ContentResolver;
    const-string v1, "android_id"
    .line 8
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
