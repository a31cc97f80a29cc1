.class public Lcom/example/broker/LoginActivity;
.super Lcom/example/broker/Screen;
.source "LoginActivity.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lcom/example/broker/Screen;-><init>()V
    return-void
.end method

.method protected layoutName()Ljava/lang/String;
    .registers 2
    const-string v0, "login"
    return-object v0
.end method

# android:onClick of the button.
.method public onLogin(Landroid/view/View;)V
    .registers 3
    const-class v0, Lcom/example/broker/PolicyListActivity;
    invoke-virtual {p0, v0}, Lcom/example/broker/LoginActivity;->open(Ljava/lang/Class;)V
    return-void
.end method
