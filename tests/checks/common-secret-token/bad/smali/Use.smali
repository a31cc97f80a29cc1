.class public Lorg/example/app/Use;
.super Ljava/lang/Object;
.source "Use.java"

.method static names()V
    .registers 1
    .line 3
    const-string v0, "sk{|}_li{|}ve_K{|}y9Pf34qY6Nb3wWD25RQ4F5Z"
    .line 4
    const-string v0, "ey{|}J0b{|}2tlb{|}iI6ICJnaHBfYnhUTkpGb0JpbkY1YUpYVnVMa1NJYzQ3V1FBbUw5MWZIclhEIn0="
    .line 5
    const-string v0, "mo{|}ngo{|}db:/{|}/app:dO9eGzMcNU77@db.shop.tw/users"
    return-void
.end method
