.class public Lorg/example/app/Task;
.super Ljava/lang/Object;
.source "Task.java"
.implements Ljava/lang/Runnable;

.field private final of:Lorg/example/app/Fetch;

.method public constructor <init>(Lorg/example/app/Fetch;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Task;->of:Lorg/example/app/Fetch;
    return-void
.end method

.method public run()V
    .registers 5
    const-string v0, "https://example.org/invoice.pdf"
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v0
    new-instance v1, Landroid/app/DownloadManager$Request;
    invoke-direct {v1, v0}, Landroid/app/DownloadManager$Request;-><init>(Landroid/net/Uri;)V
    iget-object v0, p0, Lorg/example/app/Task;->of:Lorg/example/app/Fetch;
    const-string v2, "download"
    invoke-virtual {v0, v2}, Lorg/example/app/Fetch;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/app/DownloadManager;
    invoke-virtual {v0, v1}, Landroid/app/DownloadManager;->enqueue(Landroid/app/DownloadManager$Request;)J
    return-void
.end method
