.class public Lorg/example/app/App;
.super Landroid/app/Application;
.source "App.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .registers 5
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    const-string v0, "state"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/App;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v2, "agreed"
    invoke-interface {v0, v2, v1}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :wait
    invoke-direct {p0}, Lorg/example/app/App;->measure()V
    :wait
    return-void
.end method

.method private measure()V
    .registers 2
    new-instance v0, Lcom/appsflyer/AppsFlyerLib;
    invoke-direct {v0}, Lcom/appsflyer/AppsFlyerLib;-><init>()V
    invoke-virtual {v0, p0}, Lcom/appsflyer/AppsFlyerLib;->start(Landroid/content/Context;)V
    return-void
.end method
