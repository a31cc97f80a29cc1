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
    invoke-static {}, Lorg/example/app/Paths;->any()Z
    move-result v0
    if-nez v0, :rooted
    invoke-static {p0}, Lorg/example/app/Packages;->hasManager(Landroid/content/Context;)Z
    move-result v0
    if-nez v0, :rooted
    invoke-static {}, Lorg/example/app/Tags;->areTests()Z
    move-result v0
    if-eqz v0, :safe
    :rooted
    invoke-direct {p0}, Lorg/example/app/Main;->warn()V
    :safe
    return-void
.end method

.method private warn()V
    .registers 4
    new-instance v0, Landroid/app/AlertDialog$Builder;
    invoke-direct {v0, p0}, Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
    const-string v1, "This device is not safe."
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setMessage(Ljava/lang/CharSequence;)Landroid/app/AlertDialog$Builder;
    const-string v1, "Close"
    new-instance v2, Lorg/example/app/Close;
    invoke-direct {v2, p0}, Lorg/example/app/Close;-><init>(Landroid/app/Activity;)V
    invoke-virtual {v0, v1, v2}, Landroid/app/AlertDialog$Builder;->setPositiveButton(Ljava/lang/CharSequence;Landroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    invoke-virtual {v0}, Landroid/app/AlertDialog$Builder;->show()Landroid/app/AlertDialog;
    return-void
.end method
