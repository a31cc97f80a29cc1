.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text(Landroid/app/Activity;I)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0, p1}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static write(Ljava/io/OutputStream;Ljava/lang/String;)V
    .registers 3
    invoke-virtual {p1}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    invoke-virtual {p0, v0}, Ljava/io/OutputStream;->write([B)V
    return-void
.end method

.method static secret(Landroid/app/Activity;)V
    .registers 6
    .line 590
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {p0}, Landroid/app/Activity;->getFilesDir()Ljava/io/File;
    move-result-object v0
    new-instance v2, Ljava/io/File;
    const-string v3, "f.txt"
    invoke-direct {v2, v0, v3}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v0, Ljava/io/FileOutputStream;
    invoke-direct {v0, v2}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static named(Landroid/app/Activity;)V
    .registers 6
    .line 600
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "f"
    const/4 v2, 0
    invoke-virtual {p0, v0, v2}, Landroid/app/Activity;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    move-result-object v0
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static cached(Landroid/app/Activity;)V
    .registers 6
    .line 610
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {p0}, Landroid/app/Activity;->getCacheDir()Ljava/io/File;
    move-result-object v0
    new-instance v2, Ljava/io/File;
    const-string v3, "f.txt"
    invoke-direct {v2, v0, v3}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    new-instance v0, Ljava/io/FileOutputStream;
    invoke-direct {v0, v2}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static temporary(Landroid/app/Activity;)V
    .registers 6
    .line 620
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "a"
    const-string v2, "b"
    invoke-static {v0, v2}, Ljava/io/File;->createTempFile(Ljava/lang/String;Ljava/lang/String;)Ljava/io/File;
    move-result-object v2
    new-instance v0, Ljava/io/FileWriter;
    invoke-direct {v0, v2}, Ljava/io/FileWriter;-><init>(Ljava/io/File;)V
    invoke-virtual {v0, v1}, Ljava/io/Writer;->write(Ljava/lang/String;)V
    return-void
.end method

.method static login(Landroid/app/Activity;)V
    .registers 6
    .line 630
    const v1, 0x7f030000
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "f"
    const/4 v2, 0
    invoke-virtual {p0, v0, v2}, Landroid/app/Activity;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    move-result-object v0
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method

.method static neverCalled(Landroid/app/Activity;)V
    .registers 6
    .line 640
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "f"
    const/4 v2, 0
    invoke-virtual {p0, v0, v2}, Landroid/app/Activity;->openFileOutput(Ljava/lang/String;I)Ljava/io/FileOutputStream;
    move-result-object v0
    invoke-static {v0, v1}, Lorg/example/app/Vault;->write(Ljava/io/OutputStream;Ljava/lang/String;)V
    return-void
.end method
