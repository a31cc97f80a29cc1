.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "http://192.168.1.20/api"
    .line 4
    const-string v0, "https://uat-api.example.org/"
    .line 5
    const-string v0, "https://server.corp/"
    return-void
.end method
