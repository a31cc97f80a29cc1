.class public Lorg/example/app/Cart;
.super Landroid/app/Activity;
.source "Cart.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "cart.bin"
    invoke-virtual {p0, v0}, Lorg/example/app/Cart;->openFileInput(Ljava/lang/String;)Ljava/io/FileInputStream;
    move-result-object v0
    invoke-static {v0}, Lorg/example/app/Reader;->read(Ljava/io/InputStream;)Ljava/lang/Object;
    return-void
.end method
