.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static open(Landroid/app/Activity;I)V
    .registers 4
    const-string v0, "f"
    invoke-virtual {p0, v0, p1}, Landroid/app/Activity;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    return-void
.end method

.method static file(Landroid/app/Activity;)V
    .registers 4
    .line 430
    const/4 v1, 1
    invoke-static {p0, v1}, Lorg/example/app/Vault;->open(Landroid/app/Activity;I)V
    return-void
.end method

.method static readable(Landroid/app/Activity;)V
    .registers 5
    .line 440
    new-instance v0, Ljava/io/File;
    const-string v1, "/x"
    invoke-direct {v0, v1}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    const/4 v1, 1
    const/4 v2, 0
    invoke-virtual {v0, v1, v2}, Ljava/io/File;->setReadable(ZZ)Z
    return-void
.end method
