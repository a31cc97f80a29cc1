.class public final Lokhttp3/CertificatePinner$Builder;
.super Ljava/lang/Object;

.field private final pins:Ljava/util/List;

.method public constructor <init>()V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    new-instance v0, Ljava/util/ArrayList;
    invoke-direct {v0}, Ljava/util/ArrayList;-><init>()V
    iput-object v0, p0, Lokhttp3/CertificatePinner$Builder;->pins:Ljava/util/List;
    return-void
.end method

.method public varargs add(Ljava/lang/String;[Ljava/lang/String;)Lokhttp3/CertificatePinner$Builder;
    .registers 8
    const/4 v0, 0x0
    array-length v1, p2
    :next
    if-ge v0, v1, :done
    aget-object v2, p2, v0
    new-instance v3, Lokhttp3/CertificatePinner$Pin;
    invoke-direct {v3, p1, v2}, Lokhttp3/CertificatePinner$Pin;-><init>(Ljava/lang/String;Ljava/lang/String;)V
    iget-object v4, p0, Lokhttp3/CertificatePinner$Builder;->pins:Ljava/util/List;
    invoke-interface {v4, v3}, Ljava/util/List;->add(Ljava/lang/Object;)Z
    add-int/lit8 v0, v0, 0x1
    goto :next
    :done
    return-object p0
.end method

.method public build()Lokhttp3/CertificatePinner;
    .registers 5
    new-instance v1, Ljava/util/HashSet;
    iget-object v0, p0, Lokhttp3/CertificatePinner$Builder;->pins:Ljava/util/List;
    invoke-direct {v1, v0}, Ljava/util/HashSet;-><init>(Ljava/util/Collection;)V
    new-instance v0, Lokhttp3/CertificatePinner;
    const/4 v2, 0x0
    invoke-direct {v0, v1, v2}, Lokhttp3/CertificatePinner;-><init>(Ljava/util/Set;Lokhttp3/Cleaner;)V
    return-object v0
.end method
