.class public Lcom/google/gson/Gson;
.super Ljava/lang/Object;

.method public static text()Ljava/lang/String;
    .registers 1
    const-string v0, "AssertionError (GSON 2.10.1): "
    return-object v0
.end method
