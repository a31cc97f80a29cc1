.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text(Landroid/app/Activity;I)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0, p1}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    .registers 3
    const-string v0, "s"
    const/4 v1, 0
    invoke-virtual {p0, v0, v1}, Landroid/app/Activity;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    invoke-interface {v0}, Landroid/content/SharedPreferences;->edit()Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    return-object v0
.end method

.method static secret(Landroid/app/Activity;)V
    .registers 5
    .line 720
    const v1, 0x7f040001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x1"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static note(Landroid/app/Activity;)V
    .registers 5
    .line 730
    const v1, 0x7f040002
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "note"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method
