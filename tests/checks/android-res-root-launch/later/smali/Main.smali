.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .line 10
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/Button;
    invoke-direct {v0, p0}, Lorg/example/app/Button;-><init>(Lorg/example/app/Main;)V
    const/4 v1, 1
    invoke-virtual {p0, v1}, Lorg/example/app/Main;->findViewById(I)Landroid/view/View;
    move-result-object v1
    invoke-virtual {v1, v0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method
