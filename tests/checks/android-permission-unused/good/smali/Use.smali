.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static camera()V
    .registers 1
    invoke-static {}, Landroid/hardware/Camera;->open()Landroid/hardware/Camera;
    return-void
.end method

.method static contacts()V
    .registers 2
    sget-object v0, Landroid/provider/ContactsContract$Contacts;->CONTENT_URI:Landroid/net/Uri;
    return-void
.end method
