.class public Lorg/example/app/Paid;
.super Ljava/lang/Object;
.source "Paid.java"

.method static nothing()V
    .registers 1
    return-void
.end method
