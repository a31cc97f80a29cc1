.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "sk_{|}live_xxxxxxxxxxxxxxxxxxxxxxxx"
    .line 4
    const-string v0, "gh{|}p_x{|}VQ2z{|}g4mZaouqKLiMcVbpT4r5yHUig43kiJf"
    .line 5
    const-string v0, "AKI{|}AIOSFODNN7EXAMPLE"
    .line 6
    const-string v0, "mongodb{|}://app:password@localhost/users"
    .line 7
    const-string v0, "sk_li{|}ve_Ky9Pf34qY6Nb"
    return-void
.end method
