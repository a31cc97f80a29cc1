# What was decrypted is as open as it was before it was encrypted.
.class public Lorg/example/app/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-direct {p0}, Lorg/example/app/Main;->kept()V
    invoke-direct {p0}, Lorg/example/app/Main;->hidden()V
    invoke-direct {p0}, Lorg/example/app/Main;->closed()V
    invoke-direct {p0}, Lorg/example/app/Main;->shipped()V
    return-void
.end method

# A password of the preferences.
.method private kept()V
    .registers 4
    const-string v0, "login"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Main;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "password"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const/4 v1, 0x2
    invoke-static {v0, v1}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    const-string v1, "app"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

# Nobody knows what.
.method private hidden()V
    .registers 4
    const-string v0, "state"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Main;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "last"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const/4 v1, 0x2
    invoke-static {v0, v1}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    const-string v1, "app"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

# What every copy of the app holds.
.method private shipped()V
    .registers 3
    const-string v0, "q83vEjRWeJA="
    const/4 v1, 0x2
    invoke-static {v0, v1}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    const-string v1, "app"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method

# The password again, encrypted.
.method private closed()V
    .registers 4
    const-string v0, "login"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lorg/example/app/Main;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "password"
    const-string v2, ""
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    const/4 v1, 0x1
    invoke-static {v0, v1}, Lorg/example/app/Box;->run(Ljava/lang/String;I)Ljava/lang/String;
    move-result-object v0
    const-string v1, "app"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
