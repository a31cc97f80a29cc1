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
    .line 10
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-virtual {p0}, Lorg/example/app/Main;->getCacheDir()Ljava/io/File;
    move-result-object v0
    const-wide/32 v1, 1048576
    .line 12
    invoke-static {v0, v1, v2}, Landroid/net/http/HttpResponseCache;->install(Ljava/io/File;J)Landroid/net/http/HttpResponseCache;
    new-instance v3, Lokhttp3/Cache;
    .line 13
    invoke-direct {v3, v0, v1, v2}, Lokhttp3/Cache;-><init>(Ljava/io/File;J)V
    return-void
.end method
