.class public Lorg/example/app/Net;
.super Ljava/lang/Object;


.method public static start()V
    .registers 6
    new-instance v1, Lokhttp3/OkHttpClient$Builder;
    invoke-direct {v1}, Lokhttp3/OkHttpClient$Builder;-><init>()V
    invoke-virtual {v1}, Lokhttp3/OkHttpClient$Builder;->build()Lokhttp3/OkHttpClient;
    invoke-static {}, Lorg/example/app/Net;->pinner()Lokhttp3/CertificatePinner;
    return-void
.end method


.method public static pinner()Lokhttp3/CertificatePinner;
    .registers 6
    new-instance v0, Lokhttp3/CertificatePinner$Builder;
    invoke-direct {v0}, Lokhttp3/CertificatePinner$Builder;-><init>()V
    const-string v1, "api.example.com"
    const/4 v2, 0x2
    new-array v2, v2, [Ljava/lang/String;
    const/4 v3, 0x0
    const-string v4, "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    aput-object v4, v2, v3
    const/4 v3, 0x1
    const-string v4, "sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB="
    aput-object v4, v2, v3
    invoke-virtual {v0, v1, v2}, Lokhttp3/CertificatePinner$Builder;->add(Ljava/lang/String;[Ljava/lang/String;)Lokhttp3/CertificatePinner$Builder;
    invoke-virtual {v0}, Lokhttp3/CertificatePinner$Builder;->build()Lokhttp3/CertificatePinner;
    move-result-object v0
    return-object v0
.end method
