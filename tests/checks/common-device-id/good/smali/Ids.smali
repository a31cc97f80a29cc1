.class public Lorg/example/app/Ids;
.super Ljava/lang/Object;
.source "Ids.java"

.method static name()V
    .registers 2
    const/4 v0, 0
    check-cast v0, Landroid/content/ContentResolver;
    const-string v1, "bluetooth_name"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
