.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "https://api.example.org/v1/login"
    .line 4
    const-string v0, "https://api.example.org/v1/policies"
    .line 5
    const-string v0, "http://cdn.example.net:8080/x.png"
    return-void
.end method
