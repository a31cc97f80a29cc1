.class public Lorg/example/app/Buy;
.super Ljava/lang/Object;
.source "Buy.java"
.implements Landroid/view/View$OnClickListener;

.field private final screen:Landroid/app/Activity;

.method public constructor <init>(Landroid/app/Activity;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Buy;->screen:Landroid/app/Activity;
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .registers 8
    iget-object v0, p0, Lorg/example/app/Buy;->screen:Landroid/app/Activity;
    invoke-static {}, Lcom/android/billingclient/api/BillingClient;->newBuilder()Lcom/android/billingclient/api/BillingClient;
    move-result-object v1
    invoke-virtual {v1, v0}, Lcom/android/billingclient/api/BillingClient;->startConnection(Landroid/content/Context;)V
    new-instance v2, Lcom/android/billingclient/api/BillingFlowParams;
    invoke-direct {v2}, Lcom/android/billingclient/api/BillingFlowParams;-><init>()V
    invoke-virtual {v1, v0, v2}, Lcom/android/billingclient/api/BillingClient;->launchBillingFlow(Landroid/app/Activity;Lcom/android/billingclient/api/BillingFlowParams;)Lcom/android/billingclient/api/BillingResult;
    return-void
.end method
