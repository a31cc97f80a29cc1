# What is given to execute() is what doInBackground() gets.
.class public Lorg/example/app/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/Load;
    invoke-direct {v0}, Lorg/example/app/Load;-><init>()V
    const/4 v1, 0x1
    new-array v1, v1, [Ljava/lang/String;
    const/4 v2, 0x0
    const-string v3, "http://api.example.net/rates"
    aput-object v3, v1, v2
    invoke-virtual {v0, v1}, Lorg/example/app/Load;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;
    return-void
.end method
