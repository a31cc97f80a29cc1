.class public Lorg/example/app/Cover;
.super Ljava/lang/Object;
.source "Cover.java"

.method static bytes([B[B)[B
    .registers 7
    array-length v0, p0
    new-array v0, v0, [B
    const/4 v1, 0x0
    :next
    array-length v2, p0
    if-ge v1, v2, :done
    aget-byte v2, p0, v1
    array-length v3, p1
    rem-int v3, v1, v3
    aget-byte v3, p1, v3
    xor-int/2addr v2, v3
    int-to-byte v2, v2
    .line 20
    aput-byte v2, v0, v1
    add-int/lit8 v1, v1, 0x1
    goto :next
    :done
    return-object v0
.end method

.method static text(Ljava/lang/String;)Ljava/lang/String;
    .registers 8
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    const-string v1, "amazing"
    const/4 v2, 0x0
    :next
    invoke-virtual {p0}, Ljava/lang/String;->length()I
    move-result v3
    if-ge v2, v3, :done
    invoke-virtual {p0, v2}, Ljava/lang/String;->charAt(I)C
    move-result v3
    invoke-virtual {v1}, Ljava/lang/String;->length()I
    move-result v4
    rem-int v4, v2, v4
    invoke-virtual {v1, v4}, Ljava/lang/String;->charAt(I)C
    move-result v4
    xor-int/2addr v3, v4
    int-to-char v3, v3
    .line 40
    invoke-virtual {v0, v3}, Ljava/lang/StringBuilder;->append(C)Ljava/lang/StringBuilder;
    add-int/lit8 v2, v2, 0x1
    goto :next
    :done
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
