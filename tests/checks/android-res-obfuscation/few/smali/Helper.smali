.class public Lorg/example/app/Helper;
.super Ljava/lang/Object;
.source "Helper.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public help()I
    .registers 2
    const/4 v0, 0x1
    return v0
.end method
