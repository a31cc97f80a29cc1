# As much of a library's class as tells it: name, fields, prototypes, texts. Written for this test.
.class public final Lokhttp3/CertificatePinner;
.super Ljava/lang/Object;

.field public static final DEFAULT:Lokhttp3/CertificatePinner;
.field private final pins:Ljava/util/Set;
.field private final cleaner:Lokhttp3/Cleaner;

.method static constructor <clinit>()V
    .registers 1
    new-instance v0, Lokhttp3/CertificatePinner$Builder;
    invoke-direct {v0}, Lokhttp3/CertificatePinner$Builder;-><init>()V
    invoke-virtual {v0}, Lokhttp3/CertificatePinner$Builder;->build()Lokhttp3/CertificatePinner;
    move-result-object v0
    sput-object v0, Lokhttp3/CertificatePinner;->DEFAULT:Lokhttp3/CertificatePinner;
    return-void
.end method

.method public constructor <init>(Ljava/util/Set;Lokhttp3/Cleaner;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokhttp3/CertificatePinner;->pins:Ljava/util/Set;
    iput-object p2, p0, Lokhttp3/CertificatePinner;->cleaner:Lokhttp3/Cleaner;
    return-void
.end method

.method public check(Ljava/lang/String;Ljava/util/List;)V
    .registers 5
    const-string v0, "Certificate pinning failure!"
    new-instance v1, Ljavax/net/ssl/SSLPeerUnverifiedException;
    invoke-direct {v1, v0}, Ljavax/net/ssl/SSLPeerUnverifiedException;-><init>(Ljava/lang/String;)V
    throw v1
.end method
