.class public Lorg/example/app/Close;
.super Ljava/lang/Object;
.source "Close.java"
.implements Landroid/content/DialogInterface$OnClickListener;

.field private screen:Landroid/app/Activity;

.method constructor <init>(Landroid/app/Activity;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Close;->screen:Landroid/app/Activity;
    return-void
.end method

.method public onClick(Landroid/content/DialogInterface;I)V
    .registers 4
    iget-object v0, p0, Lorg/example/app/Close;->screen:Landroid/app/Activity;
    invoke-virtual {v0}, Landroid/app/Activity;->finishAffinity()V
    return-void
.end method
