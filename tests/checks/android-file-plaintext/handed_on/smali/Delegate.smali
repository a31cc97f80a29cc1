.class public Lorg/example/app/Delegate;
.super Ljava/lang/Object;
.source "Delegate.java"

.field final window:Landroid/view/Window;

.method public constructor <init>(Landroid/view/Window;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Delegate;->window:Landroid/view/Window;
    return-void
.end method

.method public find(I)Landroid/view/View;
    .registers 3
    iget-object v0, p0, Lorg/example/app/Delegate;->window:Landroid/view/Window;
    invoke-virtual {v0, p1}, Landroid/view/Window;->findViewById(I)Landroid/view/View;
    move-result-object v0
    return-object v0
.end method
