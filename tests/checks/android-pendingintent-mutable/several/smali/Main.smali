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
    new-instance v0, Lorg/example/app/Named;
    invoke-direct {v0}, Lorg/example/app/Named;-><init>()V
    invoke-static {p0, v0}, Lorg/example/app/Main;->pend(Landroid/content/Context;Lorg/example/app/Source;)V
    new-instance v0, Lorg/example/app/Empty;
    invoke-direct {v0}, Lorg/example/app/Empty;-><init>()V
    invoke-virtual {v0, p0}, Lorg/example/app/Empty;->next(Landroid/content/Context;)Landroid/content/Intent;
    move-result-object v0
    const/4 v1, 0
    const/high16 v2, 0x2000000
    invoke-static {p0, v1, v0, v2}, Landroid/app/PendingIntent;->getActivity(Landroid/content/Context;ILandroid/content/Intent;I)Landroid/app/PendingIntent;
    return-void
.end method

.method static pend(Landroid/content/Context;Lorg/example/app/Source;)V
    .registers 5
    invoke-interface {p1, p0}, Lorg/example/app/Source;->next(Landroid/content/Context;)Landroid/content/Intent;
    move-result-object v0
    const/4 v1, 0
    const/high16 v2, 0x2000000
    invoke-static {p0, v1, v0, v2}, Landroid/app/PendingIntent;->getActivity(Landroid/content/Context;ILandroid/content/Intent;I)Landroid/app/PendingIntent;
    return-void
.end method
