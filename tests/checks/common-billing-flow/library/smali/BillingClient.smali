.class public abstract Lcom/android/billingclient/api/BillingClient;
.super Ljava/lang/Object;
.source "BillingClient.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public abstract launchBillingFlow(Landroid/app/Activity;Lcom/android/billingclient/api/BillingFlowParams;)Lcom/android/billingclient/api/BillingResult;
.end method

.method public abstract startConnection(Landroid/content/Context;)V
.end method

.method public static newBuilder()Lcom/android/billingclient/api/BillingClient;
    .registers 1
    new-instance v0, Lcom/android/billingclient/api/BillingClientImpl;
    invoke-direct {v0}, Lcom/android/billingclient/api/BillingClientImpl;-><init>()V
    return-object v0
.end method
