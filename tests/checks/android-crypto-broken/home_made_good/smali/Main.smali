.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method private typed()Ljava/lang/String;
    .registers 2
    const v0, 0x7f030000
    invoke-virtual {p0, v0}, Lorg/example/app/Main;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-direct {p0}, Lorg/example/app/Main;->typed()Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/String;->getBytes()[B
    move-result-object v0
    invoke-virtual {p0}, Lorg/example/app/Main;->getIntent()Landroid/content/Intent;
    move-result-object v1
    const-string v2, "session"
    invoke-virtual {v1, v2}, Landroid/content/Intent;->getByteArrayExtra(Ljava/lang/String;)[B
    move-result-object v1
    invoke-static {v0, v1}, Lorg/example/app/Cover;->session([B[B)[B
    const-string v1, "qdpm"
    invoke-virtual {v1}, Ljava/lang/String;->getBytes()[B
    move-result-object v1
    const-string v2, "k"
    invoke-virtual {v2}, Ljava/lang/String;->getBytes()[B
    move-result-object v2
    invoke-static {v1, v2}, Lorg/example/app/Cover;->hidden([B[B)[B
    const/16 v1, 0x10
    new-array v1, v1, [B
    const/4 v2, 0x3
    invoke-static {v1, v2}, Ljava/util/Arrays;->fill([BB)V
    invoke-static {v0, v1}, Lorg/example/app/Cover;->filled([B[B)[B
    return-void
.end method
