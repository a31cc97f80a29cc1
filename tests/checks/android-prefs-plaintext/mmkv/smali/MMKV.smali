# The beginning of a store that has a file of its own, with a key or without.
.class public Lcom/tencent/mmkv/MMKV;
.super Ljava/lang/Object;

.field private final handle:J

.method private constructor <init>(J)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-wide p1, p0, Lcom/tencent/mmkv/MMKV;->handle:J
    return-void
.end method

.method public static mmkvWithID(Ljava/lang/String;)Lcom/tencent/mmkv/MMKV;
    .registers 4
    const/4 v0, 0x1
    const/4 v1, 0x0
    invoke-static {p0, v0, v1}, Lcom/tencent/mmkv/MMKV;->getMMKVWithID(Ljava/lang/String;ILjava/lang/String;)J
    move-result-wide v0
    new-instance v2, Lcom/tencent/mmkv/MMKV;
    invoke-direct {v2, v0, v1}, Lcom/tencent/mmkv/MMKV;-><init>(J)V
    return-object v2
.end method

.method public static mmkvWithID(Ljava/lang/String;ILjava/lang/String;)Lcom/tencent/mmkv/MMKV;
    .registers 6
    invoke-static {p0, p1, p2}, Lcom/tencent/mmkv/MMKV;->getMMKVWithID(Ljava/lang/String;ILjava/lang/String;)J
    move-result-wide v0
    new-instance v2, Lcom/tencent/mmkv/MMKV;
    invoke-direct {v2, v0, v1}, Lcom/tencent/mmkv/MMKV;-><init>(J)V
    return-object v2
.end method

.method private static native getMMKVWithID(Ljava/lang/String;ILjava/lang/String;)J
.end method

.method public native encode(Ljava/lang/String;Ljava/lang/String;)Z
.end method
