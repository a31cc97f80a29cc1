.class public Lorg/example/app/Binding;
.super Ljava/lang/Object;
.source "Binding.java"

.method static fill(Landroid/app/Activity;)V
    .registers 4
    invoke-virtual {p0}, Landroid/app/Activity;->getLayoutInflater()Landroid/view/LayoutInflater;
    move-result-object v0
    const v1, 0x7f020001
    const/4 v2, 0
    invoke-virtual {v0, v1, v2}, Landroid/view/LayoutInflater;->inflate(ILandroid/view/ViewGroup;)Landroid/view/View;
    return-void
.end method
