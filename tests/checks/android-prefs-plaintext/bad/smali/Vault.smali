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

.method static save(Landroid/app/Activity;Ljava/lang/String;Ljava/lang/String;)V
    .registers 4
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    invoke-interface {v0, p1, p2}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static byField(Landroid/app/Activity;)V
    .registers 5
    .line 10
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x1"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static byHelper(Landroid/app/Activity;)V
    .registers 4
    .line 20
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x2"
    invoke-static {p0, v0, v1}, Lorg/example/app/Vault;->save(Landroid/app/Activity;Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method

.method static byExtra(Landroid/app/Activity;)V
    .registers 5
    .line 30
    invoke-virtual {p0}, Landroid/app/Activity;->getIntent()Landroid/content/Intent;
    move-result-object v1
    const-string v0, "access_token"
    invoke-virtual {v1, v0}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x3"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static byKey(Landroid/app/Activity;)V
    .registers 5
    .line 40
    const v1, 0x7f030002
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "card_number"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static byNameAlone(Landroid/app/Activity;)V
    .registers 5
    .line 50
    invoke-static {}, Lorg/example/app/Remote;->fetch()Ljava/lang/String;
    move-result-object v1
    const-string v0, "refresh_token"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static login(Landroid/app/Activity;)V
    .registers 5
    .line 60
    const v1, 0x7f030000
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x4"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method

.method static neverCalled(Landroid/app/Activity;)V
    .registers 5
    .line 70
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    const-string v0, "x5"
    invoke-static {p0}, Lorg/example/app/Vault;->edit(Landroid/app/Activity;)Landroid/content/SharedPreferences$Editor;
    move-result-object v2
    invoke-interface {v2, v0, v1}, Landroid/content/SharedPreferences$Editor;->putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    return-void
.end method
