.class public final synthetic Lorg/example/app/Main$Lambda;
.super Ljava/lang/Object;
.implements Landroid/view/View$OnClickListener;

.field public final synthetic f0:Lorg/example/app/Main;
.field public final synthetic f1:Landroid/widget/EditText;

.method public synthetic constructor <init>(Lorg/example/app/Main;Landroid/widget/EditText;)V
    .registers 3
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Main$Lambda;->f0:Lorg/example/app/Main;
    iput-object p2, p0, Lorg/example/app/Main$Lambda;->f1:Landroid/widget/EditText;
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .registers 4
    iget-object v0, p0, Lorg/example/app/Main$Lambda;->f0:Lorg/example/app/Main;
    iget-object v1, p0, Lorg/example/app/Main$Lambda;->f1:Landroid/widget/EditText;
    invoke-static {v0, v1}, Lorg/example/app/Main;->access(Lorg/example/app/Main;Landroid/widget/EditText;)V
    return-void
.end method
