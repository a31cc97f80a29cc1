# As much of a library's class as tells it. Written for this test.
.class public final Lokhttp3/TlsVersion;
.super Ljava/lang/Object;

.field public static final TLS_1_1:Lokhttp3/TlsVersion;
.field public static final TLS_1_2:Lokhttp3/TlsVersion;
.field private final javaName:Ljava/lang/String;

.method static constructor <clinit>()V
    .registers 2
    new-instance v0, Lokhttp3/TlsVersion;
    const-string v1, "TLSv1.1"
    invoke-direct {v0, v1}, Lokhttp3/TlsVersion;-><init>(Ljava/lang/String;)V
    sput-object v0, Lokhttp3/TlsVersion;->TLS_1_1:Lokhttp3/TlsVersion;
    new-instance v0, Lokhttp3/TlsVersion;
    const-string v1, "TLSv1.2"
    invoke-direct {v0, v1}, Lokhttp3/TlsVersion;-><init>(Ljava/lang/String;)V
    sput-object v0, Lokhttp3/TlsVersion;->TLS_1_2:Lokhttp3/TlsVersion;
    return-void
.end method

.method private constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokhttp3/TlsVersion;->javaName:Ljava/lang/String;
    return-void
.end method

.method public javaName()Ljava/lang/String;
    .registers 2
    iget-object v0, p0, Lokhttp3/TlsVersion;->javaName:Ljava/lang/String;
    return-object v0
.end method
