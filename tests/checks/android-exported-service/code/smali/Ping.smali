.class public Lorg/example/app/Ping;
.super Landroid/app/Service;
.source "Ping.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Service;-><init>()V
    return-void
.end method

.method public onStartCommand(Landroid/content/Intent;II)I
    .registers 8
    new-instance v0, Ljava/net/URL;
    const-string v1, "https://example.org/ping"
    invoke-direct {v0, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    const/4 v0, 0x2
    return v0
.end method

.method public onBind(Landroid/content/Intent;)Landroid/os/IBinder;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method
