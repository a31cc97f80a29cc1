.class public Lorg/example/app/Hooks;
.super Ljava/lang/Object;
.source "Hooks.java"

.method static areLoaded()Z
    .registers 2
    :start
    const-string v0, "de.robv.android.xposed.XposedBridge"
    .line 8
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    :end
    .catch Ljava/lang/ClassNotFoundException; {:start .. :end} :none
    const/4 v0, 1
    return v0
    :none
    move-exception v0
    const/4 v0, 0
    return v0
.end method

.method static areMapped(Ljava/io/BufferedReader;)Z
    .registers 3
    :next
    invoke-virtual {p0}, Ljava/io/BufferedReader;->readLine()Ljava/lang/String;
    move-result-object v0
    if-eqz v0, :no
    const-string v1, "frida-agent"
    .line 20
    invoke-virtual {v0, v1}, Ljava/lang/String;->contains(Ljava/lang/CharSequence;)Z
    move-result v1
    if-eqz v1, :next
    const/4 v0, 1
    return v0
    :no
    const/4 v0, 0
    return v0
.end method

.method static maps()Ljava/io/BufferedReader;
    .registers 3
    new-instance v0, Ljava/io/FileReader;
    const-string v1, "/proc/self/maps"
    invoke-direct {v0, v1}, Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    new-instance v1, Ljava/io/BufferedReader;
    invoke-direct {v1, v0}, Ljava/io/BufferedReader;-><init>(Ljava/io/Reader;)V
    return-object v1
.end method

.method static isListening()Z
    .registers 4
    :start
    new-instance v0, Ljava/net/Socket;
    const-string v1, "127.0.0.1"
    const v2, 27042
    .line 30
    invoke-direct {v0, v1, v2}, Ljava/net/Socket;-><init>(Ljava/lang/String;I)V
    :end
    .catch Ljava/io/IOException; {:start .. :end} :none
    const/4 v0, 1
    return v0
    :none
    move-exception v0
    const/4 v0, 0
    return v0
.end method
