.class public Lorg/example/app/Code;
.super Ljava/lang/Object;
.source "Code.java"

.field final text:Ljava/lang/String;

.method public constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Code;->text:Ljava/lang/String;
    return-void
.end method
