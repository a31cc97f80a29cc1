.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "HmacSHA256"
    invoke-static {v0}, Ljavax/crypto/Mac;->getInstance(Ljava/lang/String;)Ljavax/crypto/Mac;
    move-result-object v0
    const/16 v1, 0x20
    new-array v1, v1, [B
    invoke-static {p0, v0, v1}, Lorg/example/app/Store;->intact(Landroid/content/Context;Ljavax/crypto/Mac;[B)Z
    move-result v0
    if-nez v0, :fine
    invoke-virtual {p0}, Lorg/example/app/Main;->finish()V
    :fine
    return-void
.end method
