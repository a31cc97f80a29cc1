.class public Lorg/example/app/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/Watch;
    invoke-direct {v0}, Lorg/example/app/Watch;-><init>()V
    const/4 v1, 0x0
    new-array v1, v1, [Ljava/lang/Void;
    invoke-virtual {v0, v1}, Lorg/example/app/Watch;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;
    return-void
.end method

# As compilers before Java 11 reach what is private.
.method static synthetic access$000(Ljava/lang/String;)V
    .registers 1
    invoke-static {p0}, Lorg/example/app/Main;->told(Ljava/lang/String;)V
    return-void
.end method

.method private static told(Ljava/lang/String;)V
    .registers 1
    invoke-static {}, Lorg/example/app/Main;->leave()V
    return-void
.end method

.method private static leave()V
    .registers 1
    const/4 v0, 0x0
    invoke-static {v0}, Ljava/lang/System;->exit(I)V
    return-void
.end method
