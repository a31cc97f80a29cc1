.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static any()V
    .registers 4
    const/4 v0, 0
    check-cast v0, Ljava/lang/Class;
    const-string v1, "method"
    invoke-static {v1}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    const/4 v2, 0
    check-cast v2, [Ljava/lang/Class;
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
