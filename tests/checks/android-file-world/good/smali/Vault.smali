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
    .line 450
    const v1, 0x8000
    invoke-static {p0, v1}, Lorg/example/app/Vault;->open(Landroid/app/Activity;I)V
    return-void
.end method

.method static prefs(Landroid/app/Activity;)V
    .registers 4
    .line 460
    const-string v0, "s"
    const/4 v1, 0
    invoke-virtual {p0, v0, v1}, Landroid/app/Activity;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    return-void
.end method

.method static multi(Landroid/app/Activity;)V
    .registers 4
    .line 470
    const-string v0, "s"
    const/4 v1, 4
    invoke-virtual {p0, v0, v1}, Landroid/app/Activity;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    return-void
.end method

.method static closed(Landroid/app/Activity;)V
    .registers 5
    .line 480
    new-instance v0, Ljava/io/File;
    const-string v1, "/x"
    invoke-direct {v0, v1}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    const/4 v1, 0
    const/4 v2, 0
    invoke-virtual {v0, v1, v2}, Ljava/io/File;->setReadable(ZZ)Z
    return-void
.end method

.method static owner(Landroid/app/Activity;)V
    .registers 5
    .line 490
    new-instance v0, Ljava/io/File;
    const-string v1, "/x"
    invoke-direct {v0, v1}, Ljava/io/File;-><init>(Ljava/lang/String;)V
    const/4 v1, 1
    const/4 v2, 1
    invoke-virtual {v0, v1, v2}, Ljava/io/File;->setReadable(ZZ)Z
    return-void
.end method

.method static command(Landroid/app/Activity;)V
    .registers 4
    .line 500
    invoke-static {}, Ljava/lang/Runtime;->getRuntime()Ljava/lang/Runtime;
    move-result-object v0
    const-string v1, "chmod 700 /data/data/org.example.app/files/f"
    invoke-virtual {v0, v1}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    const-string v1, "chmod 777example.org"
    invoke-virtual {v0, v1}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method
