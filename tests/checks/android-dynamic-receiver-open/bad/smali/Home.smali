.class public Lorg/example/app/Home;
.super Landroid/app/Activity;
.source "Home.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/Get;
    invoke-direct {v0}, Lorg/example/app/Get;-><init>()V
    new-instance v1, Landroid/content/IntentFilter;
    const-string v2, "org.example.app.GET"
    invoke-direct {v1, v2}, Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
    .line 50
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Home;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    new-instance v0, Lorg/example/app/Ping;
    invoke-direct {v0}, Lorg/example/app/Ping;-><init>()V
    new-instance v1, Landroid/content/IntentFilter;
    const-string v2, "org.example.app.PING"
    invoke-direct {v1, v2}, Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
    const/4 v2, 0x2
    .line 50
    invoke-virtual {p0, v0, v1, v2}, Lorg/example/app/Home;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;I)Landroid/content/Intent;
    new-instance v0, Lorg/example/app/Get;
    invoke-direct {v0}, Lorg/example/app/Get;-><init>()V
    new-instance v1, Landroid/content/IntentFilter;
    const-string v2, "org.example.app.WEAK"
    invoke-direct {v1, v2}, Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
    const-string v2, "android.permission.INTERNET"
    const/4 v3, 0x0
    .line 50
    invoke-virtual {p0, v0, v1, v2, v3}, Lorg/example/app/Home;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;Ljava/lang/String;Landroid/os/Handler;)Landroid/content/Intent;
    return-void
.end method
