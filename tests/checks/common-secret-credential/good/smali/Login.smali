.class public Lorg/example/app/Login;
.super Ljava/lang/Object;
.source "Login.java"

.method static typed()V
    .registers 3
    const/4 v1, 0
    check-cast v1, Landroid/widget/EditText;
    invoke-virtual {v1}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/String;->toCharArray()[C
    move-result-object v1
    new-instance v2, Ljava/net/PasswordAuthentication;
    const-string v0, "admin"
    .line 5
    invoke-direct {v2, v0, v1}, Ljava/net/PasswordAuthentication;-><init>(Ljava/lang/String;[C)V
    return-void
.end method

.method static address()V
    .registers 1
    const-string v0, "https://example.org/path:part@2x.png"
    const-string v0, "https://%s:%s@example.org/"
    const-string v0, "mailto:a:b@example.org"
    return-void
.end method

.method static header()V
    .registers 4
    const/4 v0, 0
    check-cast v0, Ljava/net/URLConnection;
    const-string v1, "Authorization"
    const-string v2, "token"
    invoke-static {v2}, Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Ljava/net/URLConnection;->setRequestProperty(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method

.method static compared(Landroid/content/Intent;)V
    .registers 3
    const-string v1, "message_kind"
    invoke-virtual {p0, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "feedback"
    invoke-virtual {v0, v1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    const-string v1, "user_name"
    invoke-virtual {p0, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "null"
    invoke-virtual {v0, v1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    invoke-static {v0}, Ljava/net/URLEncoder;->encode(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const-string v1, "feedback"
    invoke-virtual {v0, v1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    return-void
.end method

.method static unfilled()V
    .registers 4
    const/4 v1, 0
    check-cast v1, Landroid/widget/EditText;
    invoke-virtual {v1}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    const/16 v0, 12
    new-array v0, v0, [B
    new-instance v2, Ljava/lang/String;
    invoke-direct {v2, v0}, Ljava/lang/String;-><init>([B)V
    invoke-virtual {v1, v2}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    return-void
.end method
