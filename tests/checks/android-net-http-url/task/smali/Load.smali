.class public Lorg/example/app/Load;
.super Landroid/os/AsyncTask;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/os/AsyncTask;-><init>()V
    return-void
.end method

.method protected varargs doInBackground([Ljava/lang/String;)Ljava/lang/String;
    .registers 5
    new-instance v0, Ljava/net/URL;
    const/4 v1, 0x0
    aget-object v1, p1, v1
    invoke-direct {v0, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v0
    invoke-virtual {v0}, Ljava/net/URLConnection;->getContentType()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method protected synthetic bridge doInBackground([Ljava/lang/Object;)Ljava/lang/Object;
    .registers 3
    check-cast p1, [Ljava/lang/String;
    invoke-virtual {p0, p1}, Lorg/example/app/Load;->doInBackground([Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
