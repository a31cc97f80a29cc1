.class public Lorg/example/app/Agree;
.super Ljava/lang/Object;
.source "Agree.java"
.implements Landroid/view/View$OnClickListener;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .registers 4
    invoke-virtual {p1}, Landroid/view/View;->getContext()Landroid/content/Context;
    move-result-object v1
    new-instance v0, Lcom/appsflyer/AppsFlyerLib;
    invoke-direct {v0}, Lcom/appsflyer/AppsFlyerLib;-><init>()V
    invoke-virtual {v0, v1}, Lcom/appsflyer/AppsFlyerLib;->start(Landroid/content/Context;)V
    return-void
.end method
