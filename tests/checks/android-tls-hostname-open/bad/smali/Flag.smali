.class public final Lorg/example/app/Flag;
.super Ljava/lang/Object;
.implements Ljavax/net/ssl/HostnameVerifier;

.field private final open:Z

.method public verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z
    .registers 4
    iget-boolean v0, p0, Lorg/example/app/Flag;->open:Z
    return v0
.end method

.method public constructor <init>()V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    const/4 v0, 0x1
    iput-boolean v0, p0, Lorg/example/app/Flag;->open:Z
    return-void
.end method
