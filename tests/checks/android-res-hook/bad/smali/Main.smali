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
    const-string v0, "x"
    invoke-static {v0}, Lorg/example/app/Text;->title(Ljava/lang/String;)Z
    move-result v0
    if-eqz v0, :end
    invoke-virtual {p0}, Landroid/app/Activity;->finish()V
    :end
    return-void
.end method
