.class public Lorg/example/app/Cover;
.super Ljava/lang/Object;
.source "Cover.java"

.method static session([B[B)[B
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

.method static hidden([B[B)[B
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
    .line 40
    aput-byte v2, v0, v1
    add-int/lit8 v1, v1, 0x1
    goto :next
    :done
    return-object v0
.end method

.method static filled([B[B)[B
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
    .line 60
    aput-byte v2, v0, v1
    add-int/lit8 v1, v1, 0x1
    goto :next
    :done
    return-object v0
.end method
