.class public abstract interface Lorg/example/app/Source;
.super Ljava/lang/Object;
.source "Source.java"

.method public abstract next(Landroid/content/Context;)Landroid/content/Intent;
.end method
