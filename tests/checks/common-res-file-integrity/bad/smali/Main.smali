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
    const-string v0, "limits"
    invoke-virtual {p0, v0}, Lorg/example/app/Main;->openFileInput(Ljava/lang/String;)Ljava/io/FileInputStream;
    move-result-object v0
    invoke-virtual {v0}, Ljava/io/InputStream;->read()I
    move-result v0
    if-eqz v0, :fine
    invoke-virtual {p0}, Lorg/example/app/Main;->finish()V
    :fine
    return-void
.end method
