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
    new-instance v0, Ljava/security/SecureRandom;
    invoke-direct {v0}, Ljava/security/SecureRandom;-><init>()V
    const/16 v1, 0x20
    new-array v1, v1, [B
    invoke-virtual {v0, v1}, Ljava/security/SecureRandom;->nextBytes([B)V
    invoke-static {p0, v1}, Lorg/example/app/a;->a(Landroid/content/Context;[B)V
    return-void
.end method
