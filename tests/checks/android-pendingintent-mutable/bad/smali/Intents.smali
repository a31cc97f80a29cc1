.class public Lorg/example/app/Intents;
.super Ljava/lang/Object;
.source "Intents.java"

.method static refresh()Landroid/content/Intent;
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-string v1, "org.example.app.REFRESH"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    const-string v1, "id"
    const/4 v2, 0x1
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;I)Landroid/content/Intent;
    move-result-object v0
    return-object v0
.end method
