.class public final Lokhttp3/ConnectionSpec$Builder;
.super Ljava/lang/Object;

.field private tls:Z
.field private versions:[Lokhttp3/TlsVersion;

.method public constructor <init>()V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    const/4 v0, 0x1
    iput-boolean v0, p0, Lokhttp3/ConnectionSpec$Builder;->tls:Z
    return-void
.end method

.method public varargs tlsVersions([Lokhttp3/TlsVersion;)Lokhttp3/ConnectionSpec$Builder;
    .registers 4
    iget-boolean v0, p0, Lokhttp3/ConnectionSpec$Builder;->tls:Z
    if-nez v0, :tls
    new-instance v0, Ljava/lang/IllegalStateException;
    const-string v1, "no TLS versions for cleartext connections"
    invoke-direct {v0, v1}, Ljava/lang/IllegalStateException;-><init>(Ljava/lang/String;)V
    throw v0
    :tls
    iput-object p1, p0, Lokhttp3/ConnectionSpec$Builder;->versions:[Lokhttp3/TlsVersion;
    return-object p0
.end method

.method public build()Lokhttp3/ConnectionSpec;
    .registers 2
    new-instance v0, Lokhttp3/ConnectionSpec;
    invoke-direct {v0, p0}, Lokhttp3/ConnectionSpec;-><init>(Lokhttp3/ConnectionSpec$Builder;)V
    return-object v0
.end method
