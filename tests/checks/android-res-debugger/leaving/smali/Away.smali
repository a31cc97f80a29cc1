# Waits until the debugger has gone.
.class public Lorg/example/app/Away;
.super Ljava/lang/Thread;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Thread;-><init>()V
    return-void
.end method

.method public run()V
    .registers 6
    :again
    invoke-static {}, Landroid/os/Debug;->isDebuggerConnected()Z
    move-result v0
    if-eqz v0, :done
    const-wide/16 v1, 0x64
    invoke-static {v1, v2}, Landroid/os/SystemClock;->sleep(J)V
    goto :again
    :done
    const/4 v0, 0x0
    invoke-static {v0}, Ljava/lang/System;->exit(I)V
    return-void
.end method
