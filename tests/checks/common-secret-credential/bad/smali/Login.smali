.class public Lorg/example/app/Login;
.super Ljava/lang/Object;
.source "Login.java"

.method static proxy()V
    .registers 3
    const-string v1, "s3cret-of-proxy"
    invoke-virtual {v1}, Ljava/lang/String;->toCharArray()[C
    move-result-object v1
    new-instance v2, Ljava/net/PasswordAuthentication;
    const-string v0, "admin"
    .line 5
    invoke-direct {v2, v0, v1}, Ljava/net/PasswordAuthentication;-><init>(Ljava/lang/String;[C)V
    return-void
.end method

.method static header()V
    .registers 4
    const/4 v0, 0
    check-cast v0, Ljava/net/URLConnection;
    const-string v1, "Authorization"
    const-string v2, "Basic "
    const-string v3, "YWRtaW46czNjcmV0"
    invoke-virtual {v2, v3}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v2
    .line 14
    invoke-virtual {v0, v1, v2}, Ljava/net/URLConnection;->setRequestProperty(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method

.method static compare()V
    .registers 3
    const/4 v1, 0
    check-cast v1, Landroid/widget/EditText;
    invoke-virtual {v1}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    const-string v0, "open sesame"
    .line 24
    invoke-virtual {v1, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v0
    return-void
.end method

.method static backdoor(Landroid/content/Intent;)V
    .registers 3
    const-string v1, "user_name"
    invoke-virtual {p0, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->trim()Ljava/lang/String;
    move-result-object v0
    const-string v1, "maintenance"
    invoke-virtual {v0, v1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    return-void
.end method

.method static kept()V
    .registers 3
    const/4 v1, 0
    check-cast v1, Landroid/widget/EditText;
    invoke-virtual {v1}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    new-instance v0, Lorg/example/app/Code;
    const-string v2, "SUMMER24"
    invoke-direct {v0, v2}, Lorg/example/app/Code;-><init>(Ljava/lang/String;)V
    iget-object v0, v0, Lorg/example/app/Code;->text:Ljava/lang/String;
    invoke-virtual {v1, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    return-void
.end method

.method static accounts()Ljava/util/HashMap;
    .registers 4
    new-instance v0, Ljava/util/HashMap;
    invoke-direct {v0}, Ljava/util/HashMap;-><init>()V
    const-string v1, "operator"
    const-string v2, "green-river-7"
    invoke-virtual {v0, v1, v2}, Ljava/util/HashMap;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
    return-object v0
.end method

.method static known(Ljava/lang/String;Ljava/lang/String;)Z
    .registers 7
    invoke-static {}, Lorg/example/app/Login;->accounts()Ljava/util/HashMap;
    move-result-object v0
    invoke-virtual {v0, p0}, Ljava/util/HashMap;->get(Ljava/lang/Object;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Ljava/lang/String;
    const/4 v1, 0x0
    const/4 v2, 0x2
    const/4 v3, 0x0
    .line 60
    invoke-static {v0, p1, v1, v2, v3}, Lkotlin/text/StringsKt;->equals$default(Ljava/lang/String;Ljava/lang/String;ZILjava/lang/Object;)Z
    move-result v0
    return v0
.end method

.method static typed()V
    .registers 3
    const/4 v1, 0
    check-cast v1, Landroidx/appcompat/widget/AppCompatEditText;
    invoke-virtual {v1}, Landroidx/appcompat/widget/AppCompatEditText;->getText()Landroid/text/Editable;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    const-string v0, "operator"
    invoke-static {v0, v1}, Lorg/example/app/Login;->known(Ljava/lang/String;Ljava/lang/String;)Z
    return-void
.end method
