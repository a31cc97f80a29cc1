.class public Lorg/example/app/Loader;
.super Ljava/lang/Object;
.source "Loader.java"

.method static load(Landroid/content/Context;Ljava/lang/String;)V
    .registers 6
    new-instance v0, Ldalvik/system/DexClassLoader;
    const/4 v1, 0x0
    invoke-virtual {p0}, Landroid/content/Context;->getClassLoader()Ljava/lang/ClassLoader;
    move-result-object v2
    .line 11
    invoke-direct {v0, p1, v1, v1, v2}, Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V
    return-void
.end method
