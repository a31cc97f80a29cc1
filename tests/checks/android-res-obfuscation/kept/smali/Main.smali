.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/a;
    invoke-direct {v0}, Lorg/example/app/a;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/a;->aa()I
    invoke-virtual {v0}, Lorg/example/app/a;->ab()I
    new-instance v0, Lorg/example/app/b;
    invoke-direct {v0}, Lorg/example/app/b;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/b;->aa()I
    invoke-virtual {v0}, Lorg/example/app/b;->ab()I
    new-instance v0, Lorg/example/app/c;
    invoke-direct {v0}, Lorg/example/app/c;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/c;->aa()I
    invoke-virtual {v0}, Lorg/example/app/c;->ab()I
    new-instance v0, Lorg/example/app/d;
    invoke-direct {v0}, Lorg/example/app/d;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/d;->aa()I
    invoke-virtual {v0}, Lorg/example/app/d;->ab()I
    new-instance v0, Lorg/example/app/e;
    invoke-direct {v0}, Lorg/example/app/e;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/e;->aa()I
    invoke-virtual {v0}, Lorg/example/app/e;->ab()I
    new-instance v0, Lorg/example/app/f;
    invoke-direct {v0}, Lorg/example/app/f;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/f;->aa()I
    invoke-virtual {v0}, Lorg/example/app/f;->ab()I
    new-instance v0, Lorg/example/app/g;
    invoke-direct {v0}, Lorg/example/app/g;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/g;->aa()I
    invoke-virtual {v0}, Lorg/example/app/g;->ab()I
    new-instance v0, Lorg/example/app/h;
    invoke-direct {v0}, Lorg/example/app/h;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/h;->aa()I
    invoke-virtual {v0}, Lorg/example/app/h;->ab()I
    new-instance v0, Lorg/example/app/i;
    invoke-direct {v0}, Lorg/example/app/i;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/i;->aa()I
    invoke-virtual {v0}, Lorg/example/app/i;->ab()I
    new-instance v0, Lorg/example/app/j;
    invoke-direct {v0}, Lorg/example/app/j;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/j;->aa()I
    invoke-virtual {v0}, Lorg/example/app/j;->ab()I
    new-instance v0, Lorg/example/app/CertificatePinning;
    invoke-direct {v0}, Lorg/example/app/CertificatePinning;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/CertificatePinning;->a()I
    return-void
.end method
