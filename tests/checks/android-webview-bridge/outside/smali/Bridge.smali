.class public Lorg/example/app/Bridge;
.super Ljava/lang/Object;
.source "Bridge.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public token()Ljava/lang/String;
    .registers 2
    .annotation runtime Landroid/webkit/JavascriptInterface;
    .end annotation
    const-string v0, "t"
    return-object v0
.end method
