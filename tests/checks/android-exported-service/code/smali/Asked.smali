.class public Lorg/example/app/Asked;
.super Landroid/app/Service;
.source "Asked.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Service;-><init>()V
    return-void
.end method

.method public onStartCommand(Landroid/content/Intent;II)I
    .registers 8
    const-string v0, "org.example.app.PARTNER"
    const-string v1, "no"
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Asked;->enforceCallingPermission(Ljava/lang/String;Ljava/lang/String;)V
    const-string v1, "name"
    invoke-virtual {p1, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Store;->add(Ljava/lang/String;)V
    const/4 v0, 0x2
    return v0
.end method

.method public onBind(Landroid/content/Intent;)Landroid/os/IBinder;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method
