# A screen that shows the layout of its name: resource ids differ between the two apps and stay out of the code.
.class public abstract Lcom/example/broker/Screen;
.super Landroid/app/Activity;
.source "Screen.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected abstract layoutName()Ljava/lang/String;
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    .line 11
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    .line 12
    invoke-virtual {p0}, Lcom/example/broker/Screen;->getResources()Landroid/content/res/Resources;
    move-result-object v0
    invoke-virtual {p0}, Lcom/example/broker/Screen;->layoutName()Ljava/lang/String;
    move-result-object v1
    const-string v2, "layout"
    invoke-virtual {p0}, Lcom/example/broker/Screen;->getPackageName()Ljava/lang/String;
    move-result-object v3
    invoke-virtual {v0, v1, v2, v3}, Landroid/content/res/Resources;->getIdentifier(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)I
    move-result v0
    invoke-virtual {p0, v0}, Lcom/example/broker/Screen;->setContentView(I)V
    return-void
.end method

# Opens another screen of the app.
.method protected open(Ljava/lang/Class;)V
    .registers 3
    .line 17
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0, p0, p1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Lcom/example/broker/Screen;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
