.class public final Lokhttp3/CertificatePinner$Pin;
.super Ljava/lang/Object;

.field private final pattern:Ljava/lang/String;
.field private final host:Lokhttp3/HttpUrl;
.field private final hash:Ljava/lang/String;

.method public constructor <init>(Ljava/lang/String;Ljava/lang/String;)V
    .registers 5
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokhttp3/CertificatePinner$Pin;->pattern:Ljava/lang/String;
    iput-object p2, p0, Lokhttp3/CertificatePinner$Pin;->hash:Ljava/lang/String;
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    const-string v1, "http://"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0, p1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lokhttp3/HttpUrl;->parse(Ljava/lang/String;)Lokhttp3/HttpUrl;
    move-result-object v0
    iput-object v0, p0, Lokhttp3/CertificatePinner$Pin;->host:Lokhttp3/HttpUrl;
    const-string v0, "sha256/"
    invoke-virtual {p2, v0}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v0
    if-eqz v0, :refuse
    return-void
    :refuse
    new-instance v0, Ljava/lang/IllegalArgumentException;
    const-string v1, "pins must start with 'sha256/' or 'sha1/': "
    invoke-direct {v0, v1}, Ljava/lang/IllegalArgumentException;-><init>(Ljava/lang/String;)V
    throw v0
.end method
