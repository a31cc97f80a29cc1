.class public Lorg/example/app/Statistics;
.super Ljava/lang/Object;
.source "Statistics.java"

.field private static seen:I

.method static count(Z)V
    .registers 3
    if-eqz p0, :no
    sget v0, Lorg/example/app/Statistics;->seen:I
    add-int/lit8 v0, v0, 1
    sput v0, Lorg/example/app/Statistics;->seen:I
    :no
    return-void
.end method
