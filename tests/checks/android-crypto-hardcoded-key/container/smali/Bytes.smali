.class public final Lorg/example/app/Bytes;
.super Ljava/lang/Object;
.source "Bytes.java"

.field public static final EMPTY:Lorg/example/app/Bytes;
.field final data:[B

.method static constructor <clinit>()V
    .registers 3
    const/4 v0, 0
    new-array v0, v0, [B
    new-instance v1, Lorg/example/app/Bytes;
    invoke-direct {v1, v0}, Lorg/example/app/Bytes;-><init>([B)V
    sput-object v1, Lorg/example/app/Bytes;->EMPTY:Lorg/example/app/Bytes;
    return-void
.end method

.method public constructor <init>([B)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Bytes;->data:[B
    return-void
.end method
