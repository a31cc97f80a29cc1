.class public Lorg/example/app/Asked;
.super Landroid/app/Activity;
.source "Asked.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-virtual {p0}, Lorg/example/app/Asked;->getCallingPackage()Ljava/lang/String;
    move-result-object v0
    const-string v1, "org.example.partner"
    invoke-virtual {v1, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v1
    if-eqz v1, :no
    invoke-static {v0}, Lorg/example/app/Store;->add(Ljava/lang/String;)V
    :no
    return-void
.end method
