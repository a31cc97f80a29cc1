.class public Lorg/example/app/Shell;
.super Ljava/lang/Object;
.source "Shell.java"

.method static run(Ljava/lang/String;)V
    .registers 3
    invoke-static {}, Ljava/lang/Runtime;->getRuntime()Ljava/lang/Runtime;
    move-result-object v0
    .line 9
    invoke-virtual {v0, p0}, Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;
    return-void
.end method

.method static list([Ljava/lang/String;)V
    .registers 3
    new-instance v0, Ljava/lang/ProcessBuilder;
    .line 14
    invoke-direct {v0, p0}, Ljava/lang/ProcessBuilder;-><init>([Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/lang/ProcessBuilder;->start()Ljava/lang/Process;
    return-void
.end method
