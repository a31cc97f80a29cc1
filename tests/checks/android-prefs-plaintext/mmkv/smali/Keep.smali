.class public Lorg/example/app/Keep;
.super Ljava/lang/Object;

.method static open(Ljava/lang/String;)V
    .registers 8
    const-string v0, "login"
    invoke-static {v0}, Lcom/tencent/mmkv/MMKV;->mmkvWithID(Ljava/lang/String;)Lcom/tencent/mmkv/MMKV;
    move-result-object v0
    const-string v1, "password"
    invoke-virtual {v0, v1, p0}, Lcom/tencent/mmkv/MMKV;->encode(Ljava/lang/String;Ljava/lang/String;)Z
    return-void
.end method

.method static empty(Ljava/lang/String;)V
    .registers 8
    const-string v0, "login"
    const/4 v1, 0x1
    const/4 v2, 0x0
    invoke-static {v0, v1, v2}, Lcom/tencent/mmkv/MMKV;->mmkvWithID(Ljava/lang/String;ILjava/lang/String;)Lcom/tencent/mmkv/MMKV;
    move-result-object v0
    const-string v1, "password"
    invoke-virtual {v0, v1, p0}, Lcom/tencent/mmkv/MMKV;->encode(Ljava/lang/String;Ljava/lang/String;)Z
    return-void
.end method

.method static closed(Landroid/content/Context;Ljava/lang/String;)V
    .registers 8
    const-string v0, "login"
    invoke-virtual {p0}, Landroid/content/Context;->getPackageName()Ljava/lang/String;
    move-result-object v2
    const/4 v1, 0x1
    invoke-static {v0, v1, v2}, Lcom/tencent/mmkv/MMKV;->mmkvWithID(Ljava/lang/String;ILjava/lang/String;)Lcom/tencent/mmkv/MMKV;
    move-result-object v0
    const-string v1, "password"
    invoke-virtual {v0, v1, p1}, Lcom/tencent/mmkv/MMKV;->encode(Ljava/lang/String;Ljava/lang/String;)Z
    return-void
.end method
