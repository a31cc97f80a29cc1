.class public Landroidx/core/app/NotificationCompat$Builder;
.super Ljava/lang/Object;
.source "NotificationCompat.java"

.field context:Landroid/content/Context;
.field text:Ljava/lang/CharSequence;
.field visibility:I

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Landroidx/core/app/NotificationCompat$Builder;->context:Landroid/content/Context;
    return-void
.end method

.method public setContentText(Ljava/lang/CharSequence;)Landroidx/core/app/NotificationCompat$Builder;
    .registers 2
    iput-object p1, p0, Landroidx/core/app/NotificationCompat$Builder;->text:Ljava/lang/CharSequence;
    return-object p0
.end method

.method public setVisibility(I)Landroidx/core/app/NotificationCompat$Builder;
    .registers 2
    iput p1, p0, Landroidx/core/app/NotificationCompat$Builder;->visibility:I
    return-object p0
.end method

.method public build()Landroid/app/Notification;
    .registers 4
    new-instance v0, Landroid/app/Notification$Builder;
    iget-object v1, p0, Landroidx/core/app/NotificationCompat$Builder;->context:Landroid/content/Context;
    invoke-direct {v0, v1}, Landroid/app/Notification$Builder;-><init>(Landroid/content/Context;)V
    iget-object v1, p0, Landroidx/core/app/NotificationCompat$Builder;->text:Ljava/lang/CharSequence;
    invoke-virtual {v0, v1}, Landroid/app/Notification$Builder;->setContentText(Ljava/lang/CharSequence;)Landroid/app/Notification$Builder;
    iget v1, p0, Landroidx/core/app/NotificationCompat$Builder;->visibility:I
    invoke-virtual {v0, v1}, Landroid/app/Notification$Builder;->setVisibility(I)Landroid/app/Notification$Builder;
    invoke-virtual {v0}, Landroid/app/Notification$Builder;->build()Landroid/app/Notification;
    move-result-object v0
    return-object v0
.end method
