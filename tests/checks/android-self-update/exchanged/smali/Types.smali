.class public Lorg/example/app/Types;
.super Ljava/lang/Object;
.source "Types.java"

.method static archive()Ljava/lang/String;
    .registers 1
    const-string v0, "application/vnd.android.package-archive"
    return-object v0
.end method
