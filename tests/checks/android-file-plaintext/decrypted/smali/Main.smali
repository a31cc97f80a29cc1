# A file that holds what was decrypted, and one that holds what was encrypted.
.class public Lorg/example/app/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "open.txt"
    const/4 v1, 0x2
    invoke-direct {p0, v0, v1}, Lorg/example/app/Main;->write(Ljava/lang/String;I)V
    invoke-direct {p0}, Lorg/example/app/Main;->closed()V
    return-void
.end method

.method private write(Ljava/lang/String;I)V
    .registers 6
    const-string v0, "state"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Main;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "last"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-static {v0, p2}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    const/4 v1, 0x0
    invoke-virtual {p0, p1, v1}, Lorg/example/app/Main;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    move-result-object v1
    invoke-virtual {v1, v0}, Ljava/io/FileOutputStream;->write([B)V
    invoke-virtual {v1}, Ljava/io/FileOutputStream;->close()V
    return-void
.end method

.method private closed()V
    .registers 4
    const-string v0, "q83vEjRWeJA="
    const/4 v1, 0x1
    invoke-static {v0, v1}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    const-string v1, "closed.bin"
    const/4 v2, 0x0
    invoke-virtual {p0, v1, v2}, Lorg/example/app/Main;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    move-result-object v1
    invoke-virtual {v1, v0}, Ljava/io/FileOutputStream;->write([B)V
    invoke-virtual {v1}, Ljava/io/FileOutputStream;->close()V
    return-void
.end method
