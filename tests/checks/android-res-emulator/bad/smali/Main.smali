.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .line 10
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Ljava/util/HashMap;
    invoke-direct {v0}, Ljava/util/HashMap;-><init>()V
    invoke-static {v0}, Lorg/example/app/Statistics;->describe(Ljava/util/Map;)V
    invoke-static {}, Lorg/example/app/Statistics;->needsOldCamera()Z
    move-result v0
    if-eqz v0, :end
    invoke-virtual {p0}, Landroid/app/Activity;->finish()V
    :end
    return-void
.end method
