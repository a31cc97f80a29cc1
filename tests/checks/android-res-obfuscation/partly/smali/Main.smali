.class public Lorg/example/app/Main;
.super Landroid/app/Activity;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Lorg/example/app/a;
    invoke-direct {v0}, Lorg/example/app/a;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/a;->aa()I
    invoke-virtual {v0}, Lorg/example/app/a;->listAll()I
    new-instance v0, Lorg/example/app/b;
    invoke-direct {v0}, Lorg/example/app/b;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/b;->aa()I
    invoke-virtual {v0}, Lorg/example/app/b;->listAll()I
    new-instance v0, Lorg/example/app/c;
    invoke-direct {v0}, Lorg/example/app/c;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/c;->aa()I
    invoke-virtual {v0}, Lorg/example/app/c;->listAll()I
    new-instance v0, Lorg/example/app/d;
    invoke-direct {v0}, Lorg/example/app/d;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/d;->aa()I
    invoke-virtual {v0}, Lorg/example/app/d;->listAll()I
    new-instance v0, Lorg/example/app/Account;
    invoke-direct {v0}, Lorg/example/app/Account;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Account;->countAccount()I
    invoke-virtual {v0}, Lorg/example/app/Account;->listAccount()I
    new-instance v0, Lorg/example/app/Basket;
    invoke-direct {v0}, Lorg/example/app/Basket;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Basket;->countBasket()I
    invoke-virtual {v0}, Lorg/example/app/Basket;->listBasket()I
    new-instance v0, Lorg/example/app/Courier;
    invoke-direct {v0}, Lorg/example/app/Courier;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Courier;->countCourier()I
    invoke-virtual {v0}, Lorg/example/app/Courier;->listCourier()I
    new-instance v0, Lorg/example/app/Discount;
    invoke-direct {v0}, Lorg/example/app/Discount;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Discount;->countDiscount()I
    invoke-virtual {v0}, Lorg/example/app/Discount;->listDiscount()I
    new-instance v0, Lorg/example/app/Envelope;
    invoke-direct {v0}, Lorg/example/app/Envelope;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Envelope;->countEnvelope()I
    invoke-virtual {v0}, Lorg/example/app/Envelope;->listEnvelope()I
    new-instance v0, Lorg/example/app/Festival;
    invoke-direct {v0}, Lorg/example/app/Festival;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Festival;->countFestival()I
    invoke-virtual {v0}, Lorg/example/app/Festival;->listFestival()I
    new-instance v0, Lorg/example/app/Garden;
    invoke-direct {v0}, Lorg/example/app/Garden;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Garden;->countGarden()I
    invoke-virtual {v0}, Lorg/example/app/Garden;->listGarden()I
    new-instance v0, Lorg/example/app/Harvest;
    invoke-direct {v0}, Lorg/example/app/Harvest;-><init>()V
    invoke-virtual {v0}, Lorg/example/app/Harvest;->countHarvest()I
    invoke-virtual {v0}, Lorg/example/app/Harvest;->listHarvest()I
    return-void
.end method
