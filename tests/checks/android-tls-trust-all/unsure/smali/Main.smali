.class public Lorg/example/app/Main;
.super Landroid/app/Activity;


.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {}, Lorg/example/app/Net;->start()V
    const-string v0, "net"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Main;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Setting;->load(Landroid/content/SharedPreferences;)V
    return-void
.end method
