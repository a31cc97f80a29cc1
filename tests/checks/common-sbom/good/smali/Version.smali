.class public Lcom/squareup/okhttp/internal/Version;
.super Ljava/lang/Object;

.method public static text()Ljava/lang/String;
    .registers 1
    const-string v0, "okhttp/2.7.5"
    return-object v0
.end method
