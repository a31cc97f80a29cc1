.class public Lorg/example/app/Button;
.super Ljava/lang/Object;
.source "Button.java"
.implements Landroid/view/View$OnClickListener;

.field private screen:Lorg/example/app/Main;

.method constructor <init>(Lorg/example/app/Main;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Button;->screen:Lorg/example/app/Main;
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .registers 4
    invoke-static {}, Lorg/example/app/Paths;->any()Z
    move-result v0
    if-eqz v0, :safe
    iget-object v0, p0, Lorg/example/app/Button;->screen:Lorg/example/app/Main;
    invoke-virtual {v0}, Landroid/app/Activity;->finish()V
    :safe
    return-void
.end method
