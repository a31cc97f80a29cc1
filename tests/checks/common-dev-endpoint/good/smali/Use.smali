.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "http://10.0.2.2:8080/"
    .line 4
    const-string v0, "https://latest.example.org/"
    .line 5
    const-string v0, "https://attest.example.org/"
    .line 6
    const-string v0, "https://contest.example.org/"
    return-void
.end method
