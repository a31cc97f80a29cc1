.class public Lorg/example/app/Transfer;
.super Ljava/lang/Object;
.source "Transfer.java"

.method static text(Landroid/app/Activity;)Ljava/lang/String;
    .registers 4
    const v0, 0x7f030000
    invoke-virtual {p0, v0}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    new-instance v1, Ljava/lang/StringBuilder;
    const-string v2, "Sent to "
    invoke-direct {v1, v2}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    invoke-virtual {v1, v0}, Ljava/lang/StringBuilder;->append(Ljava/lang/Object;)Ljava/lang/StringBuilder;
    invoke-virtual {v1}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static tell(Landroid/app/Activity;)V
    .registers 4
    new-instance v1, Landroidx/core/app/NotificationCompat$Builder;
    invoke-direct {v1, p0}, Landroidx/core/app/NotificationCompat$Builder;-><init>(Landroid/content/Context;)V
    const/4 v2, -0x1
    invoke-virtual {v1, v2}, Landroidx/core/app/NotificationCompat$Builder;->setVisibility(I)Landroidx/core/app/NotificationCompat$Builder;
    invoke-static {p0}, Lorg/example/app/Transfer;->text(Landroid/app/Activity;)Ljava/lang/String;
    move-result-object v0
    .line 20
    invoke-virtual {v1, v0}, Landroidx/core/app/NotificationCompat$Builder;->setContentText(Ljava/lang/CharSequence;)Landroidx/core/app/NotificationCompat$Builder;
    invoke-virtual {v1}, Landroidx/core/app/NotificationCompat$Builder;->build()Landroid/app/Notification;
    return-void
.end method
