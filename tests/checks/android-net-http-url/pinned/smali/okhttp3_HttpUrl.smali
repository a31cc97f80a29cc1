.class public final Lokhttp3/HttpUrl;
.super Ljava/lang/Object;

.field private final text:Ljava/lang/String;

.method private constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokhttp3/HttpUrl;->text:Ljava/lang/String;
    return-void
.end method

.method public static parse(Ljava/lang/String;)Lokhttp3/HttpUrl;
    .registers 4
    const-string v0, "http"
    invoke-virtual {p0, v0}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v0
    if-eqz v0, :refuse
    new-instance v0, Lokhttp3/HttpUrl;
    invoke-direct {v0, p0}, Lokhttp3/HttpUrl;-><init>(Ljava/lang/String;)V
    return-object v0
    :refuse
    new-instance v0, Ljava/lang/IllegalArgumentException;
    const-string v1, "Expected URL scheme 'http' or 'https' but no scheme was found for "
    invoke-direct {v0, v1}, Ljava/lang/IllegalArgumentException;-><init>(Ljava/lang/String;)V
    throw v0
.end method
