.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "http://schemas.android.com/apk/res/android"
    .line 4
    const-string v0, "plain text"
    .line 5
    const-string v0, "https://%s/path"
    return-void
.end method
