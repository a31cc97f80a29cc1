.class public final Lokhttp3/OkHttpClient$Builder;
.super Ljava/lang/Object;

.field pinner:Lokhttp3/CertificatePinner;
.field verifier:Ljavax/net/ssl/HostnameVerifier;

.method public constructor <init>()V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    sget-object v0, Lokhttp3/CertificatePinner;->DEFAULT:Lokhttp3/CertificatePinner;
    iput-object v0, p0, Lokhttp3/OkHttpClient$Builder;->pinner:Lokhttp3/CertificatePinner;
    return-void
.end method

.method public certificatePinner(Lokhttp3/CertificatePinner;)Lokhttp3/OkHttpClient$Builder;
    .registers 2
    iput-object p1, p0, Lokhttp3/OkHttpClient$Builder;->pinner:Lokhttp3/CertificatePinner;
    return-object p0
.end method

.method public hostnameVerifier(Ljavax/net/ssl/HostnameVerifier;)Lokhttp3/OkHttpClient$Builder;
    .registers 2
    iput-object p1, p0, Lokhttp3/OkHttpClient$Builder;->verifier:Ljavax/net/ssl/HostnameVerifier;
    return-object p0
.end method

.method public build()Lokhttp3/OkHttpClient;
    .registers 2
    new-instance v0, Lokhttp3/OkHttpClient;
    invoke-direct {v0, p0}, Lokhttp3/OkHttpClient;-><init>(Lokhttp3/OkHttpClient$Builder;)V
    return-object v0
.end method
