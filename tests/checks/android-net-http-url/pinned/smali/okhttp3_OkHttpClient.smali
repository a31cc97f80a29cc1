.class public final Lokhttp3/OkHttpClient;
.super Ljava/lang/Object;

.field private final pinner:Lokhttp3/CertificatePinner;
.field private final verifier:Ljavax/net/ssl/HostnameVerifier;

.method public constructor <init>(Lokhttp3/OkHttpClient$Builder;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iget-object v0, p1, Lokhttp3/OkHttpClient$Builder;->pinner:Lokhttp3/CertificatePinner;
    iput-object v0, p0, Lokhttp3/OkHttpClient;->pinner:Lokhttp3/CertificatePinner;
    iget-object v0, p1, Lokhttp3/OkHttpClient$Builder;->verifier:Ljavax/net/ssl/HostnameVerifier;
    iput-object v0, p0, Lokhttp3/OkHttpClient;->verifier:Ljavax/net/ssl/HostnameVerifier;
    const-string v0, "Null interceptor: "
    return-void
.end method
