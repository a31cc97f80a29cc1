.class public Lorg/example/app/Guard;
.super Ljava/lang/Object;
.source "Guard.java"

.method static apply(Landroid/view/Window;I)V
    .registers 2
    invoke-virtual {p0, p1, p1}, Landroid/view/Window;->setFlags(II)V
    return-void
.end method
