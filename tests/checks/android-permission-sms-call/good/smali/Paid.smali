.class public Lorg/example/app/Paid;
.super Ljava/lang/Object;
.source "Paid.java"

.method static dial()V
    .registers 2
    new-instance v0, Landroid/content/Intent;
    const-string v1, "android.intent.action.DIAL"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    return-void
.end method
