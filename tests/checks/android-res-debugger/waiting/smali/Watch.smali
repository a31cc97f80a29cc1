# Waits for a debugger, and ends the app when one has come.
.class public Lorg/example/app/Watch;
.super Landroid/os/AsyncTask;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/os/AsyncTask;-><init>()V
    return-void
.end method

.method protected varargs look([Ljava/lang/Void;)Ljava/lang/String;
    .registers 6
    :again
    invoke-static {}, Landroid/os/Debug;->isDebuggerConnected()Z
    move-result v0
    if-nez v0, :found
    const-wide/16 v1, 0x64
    invoke-static {v1, v2}, Landroid/os/SystemClock;->sleep(J)V
    goto :again
    :found
    const/4 v0, 0x0
    return-object v0
.end method

.method protected synthetic bridge doInBackground([Ljava/lang/Object;)Ljava/lang/Object;
    .registers 3
    check-cast p1, [Ljava/lang/Void;
    invoke-virtual {p0, p1}, Lorg/example/app/Watch;->look([Ljava/lang/Void;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method protected synthetic bridge onPostExecute(Ljava/lang/Object;)V
    .registers 3
    check-cast p1, Ljava/lang/String;
    invoke-virtual {p0, p1}, Lorg/example/app/Watch;->done(Ljava/lang/String;)V
    return-void
.end method

.method protected done(Ljava/lang/String;)V
    .registers 3
    invoke-static {p1}, Lorg/example/app/Main;->access$000(Ljava/lang/String;)V
    return-void
.end method
