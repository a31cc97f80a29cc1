.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static masked(Landroid/app/Activity;)V
    .registers 4
    .line 740
    const v0, 0x7f030000
    invoke-virtual {p0, v0}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    const/16 v1, 0x81
    invoke-virtual {v0, v1}, Landroid/widget/EditText;->setInputType(I)V
    return-void
.end method

.method static byMethod(Landroid/app/Activity;)V
    .registers 4
    .line 750
    const v0, 0x7f030001
    invoke-virtual {p0, v0}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-static {}, Landroid/text/method/PasswordTransformationMethod;->getInstance()Landroid/text/method/PasswordTransformationMethod;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/widget/EditText;->setTransformationMethod(Landroid/text/method/TransformationMethod;)V
    return-void
.end method

.method static plain(Landroid/app/Activity;)V
    .registers 4
    .line 760
    const v0, 0x7f030002
    invoke-virtual {p0, v0}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    const/4 v1, 1
    invoke-virtual {v0, v1}, Landroid/widget/EditText;->setInputType(I)V
    return-void
.end method
