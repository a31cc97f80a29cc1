.class public Lorg/example/app/Bridge;
.super Ljava/lang/Object;
.source "Bridge.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static open()Ljava/lang/String;
    .registers 1
    const-string v0, "_devtools_remote"
    return-object v0
.end method
