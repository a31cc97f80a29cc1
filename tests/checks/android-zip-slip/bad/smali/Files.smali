.class public Lorg/example/app/Files;
.super Ljava/lang/Object;
.source "Files.java"

.method static in(Landroid/content/Context;Ljava/lang/String;)Ljava/io/File;
    .registers 4
    invoke-virtual {p0}, Landroid/content/Context;->getFilesDir()Ljava/io/File;
    move-result-object v0
    new-instance v1, Ljava/io/File;
    invoke-direct {v1, v0, p1}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    return-object v1
.end method
