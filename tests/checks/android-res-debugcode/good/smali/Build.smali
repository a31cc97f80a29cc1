.class public Lorg/example/app/Build;
.super Ljava/lang/Object;
.source "Build.java"

.field public static final DEBUG:Z = false

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
