.class public Lcom/fasterxml/jackson/core/json/PackageVersion;
.super Ljava/lang/Object;

.method public static join()Ljava/lang/String;
    .registers 3
    const-string v0, "2.17.1"
    const-string v1, "com.fasterxml.jackson.core"
    const-string v2, "jackson-core"
    invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0, v2}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
