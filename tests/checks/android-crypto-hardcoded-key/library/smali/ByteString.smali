.class public final Lokio/ByteString;
.super Ljava/lang/Object;
.source "Bytes.java"

.field public static final EMPTY:Lokio/ByteString;
.field final data:[B

.method static constructor <clinit>()V
    .registers 3
    const/4 v0, 0
    new-array v0, v0, [B
    new-instance v1, Lokio/ByteString;
    invoke-direct {v1, v0}, Lokio/ByteString;-><init>([B)V
    sput-object v1, Lokio/ByteString;->EMPTY:Lokio/ByteString;
    return-void
.end method

.method public constructor <init>([B)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokio/ByteString;->data:[B
    return-void
.end method

.method public hmac(Ljava/lang/String;Lokio/ByteString;)Ljavax/crypto/Mac;
    .registers 5
    invoke-static {p1}, Ljavax/crypto/Mac;->getInstance(Ljava/lang/String;)Ljavax/crypto/Mac;
    move-result-object v0
    new-instance v1, Ljavax/crypto/spec/SecretKeySpec;
    iget-object p2, p2, Lokio/ByteString;->data:[B
    invoke-direct {v1, p2, p1}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    invoke-virtual {v0, v1}, Ljavax/crypto/Mac;->init(Ljava/security/Key;)V
    return-object v0
.end method
