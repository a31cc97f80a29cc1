.class public final Lokhttp3/Cache;
.super Ljava/lang/Object;
.source "Cache.java"

.method public constructor <init>(Ljava/io/File;J)V
    .registers 5
    const/4 v0, 0
    .line 5
    invoke-direct {p0, p1, p2, p3, v0}, Lokhttp3/Cache;-><init>(Ljava/io/File;JLjava/lang/Object;)V
    return-void
.end method

.method constructor <init>(Ljava/io/File;JLjava/lang/Object;)V
    .registers 5
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
