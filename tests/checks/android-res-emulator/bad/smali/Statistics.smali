.class public Lorg/example/app/Statistics;
.super Ljava/lang/Object;
.source "Statistics.java"

.method static describe(Ljava/util/Map;)V
    .registers 4
    const-string v0, "model"
    sget-object v1, Landroid/os/Build;->MODEL:Ljava/lang/String;
    invoke-interface {p0, v0, v1}, Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
    const-string v0, "hardware"
    sget-object v1, Landroid/os/Build;->HARDWARE:Ljava/lang/String;
    invoke-interface {p0, v0, v1}, Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
    const-string v0, "kind"
    const-string v1, "generic"
    invoke-interface {p0, v0, v1}, Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
    return-void
.end method

.method static needsOldCamera()Z
    .registers 2
    sget-object v0, Landroid/os/Build;->MANUFACTURER:Ljava/lang/String;
    const-string v1, "samsung"
    invoke-virtual {v0, v1}, Ljava/lang/String;->equalsIgnoreCase(Ljava/lang/String;)Z
    move-result v0
    return v0
.end method
