.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

# Credentials that no constant holds: put together, hidden by exclusive or, an array of bytes.

.method static all()V
    .registers 1
    .line 5
    invoke-static {}, Lorg/example/app/Use;->joined()Ljava/lang/String;
    invoke-static {}, Lorg/example/app/Use;->hidden()Ljava/lang/String;
    invoke-static {}, Lorg/example/app/Use;->listed()Ljava/lang/String;
    return-void
.end method

.method static joined()Ljava/lang/String;
    .registers 2
    .line 13
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    const-string v1, "sk_live_Ky9Pf34"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    const-string v1, "qY6Nb3wWD25RQ4F5Z"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static hidden()Ljava/lang/String;
    .registers 2
    .line 21
    const-string v0, "fiq^cyUOKGnChoG4`KYWtMjRHb56VP@lM80gIsYE"
    invoke-static {v0}, Lorg/example/app/Use;->shown(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "ruhmm!onuihof"
    invoke-static {v1}, Lorg/example/app/Use;->shown(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    return-object v0
.end method

.method static shown(Ljava/lang/String;)Ljava/lang/String;
    .registers 5
    .line 27
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    const/4 v1, 0x0
    :again
    invoke-virtual {p0}, Ljava/lang/String;->length()I
    move-result v2
    if-ge v1, v2, :done
    invoke-virtual {p0, v1}, Ljava/lang/String;->charAt(I)C
    move-result v2
    xor-int/lit8 v2, v2, 0x1
    int-to-char v2, v2
    invoke-virtual {v0, v2}, Ljava/lang/StringBuilder;->append(C)Ljava/lang/StringBuilder;
    add-int/lit8 v1, v1, 0x1
    goto :again
    :done
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v2
    return-object v2
.end method

.method static listed()Ljava/lang/String;
    .registers 2
    .line 40
    const/16 v0, 0x2b
    new-array v0, v0, [B
    fill-array-data v0, :bytes
    new-instance v1, Ljava/lang/String;
    invoke-direct {v1, v0}, Ljava/lang/String;-><init>([B)V
    return-object v1

    :bytes
    .array-data 1
        0x6dt
        0x6ft
        0x6et
        0x67t
        0x6ft
        0x64t
        0x62t
        0x3at
        0x2ft
        0x2ft
        0x61t
        0x70t
        0x70t
        0x3at
        0x64t
        0x4ft
        0x39t
        0x65t
        0x47t
        0x7at
        0x4dt
        0x63t
        0x4et
        0x55t
        0x37t
        0x37t
        0x40t
        0x64t
        0x62t
        0x2et
        0x73t
        0x68t
        0x6ft
        0x70t
        0x2et
        0x74t
        0x77t
        0x2ft
        0x75t
        0x73t
        0x65t
        0x72t
        0x73t
    .end array-data
.end method
