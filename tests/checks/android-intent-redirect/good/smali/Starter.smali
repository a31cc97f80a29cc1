.class public Lorg/example/app/Starter;
.super Ljava/lang/Object;
.source "Starter.java"

.method static go(Landroid/content/Context;Landroid/content/Intent;)V
    .registers 2
    .line 7
    invoke-virtual {p0, p1}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
