.class public Lcom/example/broker/PaymentActivity;
.super Lcom/example/broker/Screen;
.source "PaymentActivity.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lcom/example/broker/Screen;-><init>()V
    return-void
.end method

.method protected layoutName()Ljava/lang/String;
    .registers 2
    const-string v0, "payment"
    return-object v0
.end method

# android:onClick of the button: a sample pays nothing.
.method public onPay(Landroid/view/View;)V
    .registers 2
    invoke-virtual {p0}, Lcom/example/broker/PaymentActivity;->finish()V
    return-void
.end method
