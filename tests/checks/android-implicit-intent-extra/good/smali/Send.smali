.class public Lorg/example/app/Send;
.super Ljava/lang/Object;
.source "Send.java"

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

.method static explicit(Landroid/app/Activity;)V
    .registers 6
    .line 10
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lorg/example/app/Main;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v1, "x"
    const v2, 0x7f030001
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V
    return-void
.end method

.method static packaged(Landroid/app/Activity;)V
    .registers 6
    .line 20
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const-string v1, "org.example.app.CHANGED"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "org.example.app"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setPackage(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "x"
    const v2, 0x7f030001
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V
    return-void
.end method

.method static guarded(Landroid/app/Activity;)V
    .registers 6
    .line 30
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const-string v1, "org.example.app.CHANGED"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "x"
    const v2, 0x7f030001
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "org.example.app.RECEIVE"
    invoke-virtual {p0, v0, v1}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;Ljava/lang/String;)V
    return-void
.end method

.method static plain(Landroid/app/Activity;)V
    .registers 6
    .line 40
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const-string v1, "org.example.app.CHANGED"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "x"
    const v2, 0x7f030002
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V
    return-void
.end method

.method static constant(Landroid/app/Activity;)V
    .registers 6
    .line 50
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const-string v1, "org.example.app.CHANGED"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "password"
    const-string v2, "done"
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V
    return-void
.end method

.method static login(Landroid/app/Activity;)V
    .registers 6
    .line 60
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    const-string v1, "org.example.app.CHANGED"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const-string v1, "x"
    const v2, 0x7f030000
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    return-void
.end method

# One helper for both: what is open has no extra, what has one names its class.
.method static helped(Landroid/app/Activity;)V
    .registers 6
    .line 70
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lorg/example/app/Main;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v1, "x"
    const v2, 0x7f030001
    invoke-static {p0, v2}, Lorg/example/app/Send;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-static {p0, v0}, Lorg/example/app/Send;->send(Landroid/app/Activity;Landroid/content/Intent;)V
    new-instance v0, Landroid/content/Intent;
    const-string v1, "org.example.app.CHANGED"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    invoke-static {p0, v0}, Lorg/example/app/Send;->send(Landroid/app/Activity;Landroid/content/Intent;)V
    return-void
.end method

.method static send(Landroid/app/Activity;Landroid/content/Intent;)V
    .registers 2
    .line 80
    invoke-virtual {p0, p1}, Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V
    return-void
.end method
