.class public final Lokhttp3/ConnectionSpec;
.super Ljava/lang/Object;

.field public static final COMPATIBLE:Lokhttp3/ConnectionSpec;

.method static constructor <clinit>()V
    .registers 4
    new-instance v0, Lokhttp3/ConnectionSpec$Builder;
    invoke-direct {v0}, Lokhttp3/ConnectionSpec$Builder;-><init>()V
    const/4 v1, 0x2
    new-array v1, v1, [Lokhttp3/TlsVersion;
    const/4 v2, 0x0
    sget-object v3, Lokhttp3/TlsVersion;->TLS_1_2:Lokhttp3/TlsVersion;
    aput-object v3, v1, v2
    const/4 v2, 0x1
    sget-object v3, Lokhttp3/TlsVersion;->TLS_1_1:Lokhttp3/TlsVersion;
    aput-object v3, v1, v2
    invoke-virtual {v0, v1}, Lokhttp3/ConnectionSpec$Builder;->tlsVersions([Lokhttp3/TlsVersion;)Lokhttp3/ConnectionSpec$Builder;
    move-result-object v0
    invoke-virtual {v0}, Lokhttp3/ConnectionSpec$Builder;->build()Lokhttp3/ConnectionSpec;
    move-result-object v0
    sput-object v0, Lokhttp3/ConnectionSpec;->COMPATIBLE:Lokhttp3/ConnectionSpec;
    return-void
.end method

.method public constructor <init>(Lokhttp3/ConnectionSpec$Builder;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public apply(Ljavax/net/ssl/SSLSocket;)V
    .registers 5
    const/4 v0, 0x1
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    sget-object v2, Lokhttp3/TlsVersion;->TLS_1_1:Lokhttp3/TlsVersion;
    invoke-virtual {v2}, Lokhttp3/TlsVersion;->javaName()Ljava/lang/String;
    move-result-object v2
    aput-object v2, v0, v1
    invoke-virtual {p1, v0}, Ljavax/net/ssl/SSLSocket;->setEnabledProtocols([Ljava/lang/String;)V
    return-void
.end method

.method public toString()Ljava/lang/String;
    .registers 2
    const-string v0, "ConnectionSpec("
    return-object v0
.end method
