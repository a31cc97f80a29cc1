.class public Lorg/example/app/Text;
.super Ljava/lang/Object;
.source "Text.java"

.method static title(Ljava/lang/String;)Z
    .registers 2
    const-string v0, "frida kahlo"
    invoke-virtual {p0, v0}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    const-string v0, "a port"
    invoke-virtual {p0, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v0
    return v0
.end method
