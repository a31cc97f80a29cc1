.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static buy()V
    .registers 4
    const/4 v0, 0
    check-cast v0, Lcom/android/billingclient/api/BillingClient;
    const/4 v1, 0
    const/4 v2, 0
    .line 4
    invoke-virtual {v0, v1, v2}, Lcom/android/billingclient/api/BillingClient;->launchBillingFlow(Landroid/app/Activity;Lcom/android/billingclient/api/BillingFlowParams;)Lcom/android/billingclient/api/BillingResult;
    return-void
.end method
