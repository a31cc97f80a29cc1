.class public Lokhttp3/internal/Util;
.super Ljava/lang/Object;

.method public static text()Ljava/lang/String;
    .registers 1
    const-string v0, "okhttp/3.1.0"
    return-object v0
.end method
