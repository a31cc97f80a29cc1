.class public Lorg/example/app/Reader;
.super Ljava/lang/Object;
.source "Reader.java"

.method static read(Ljava/io/InputStream;)Ljava/lang/Object;
    .registers 3
    new-instance v0, Ljava/io/ObjectInputStream;
    invoke-direct {v0, p0}, Ljava/io/ObjectInputStream;-><init>(Ljava/io/InputStream;)V
    .line 9
    invoke-virtual {v0}, Ljava/io/ObjectInputStream;->readObject()Ljava/lang/Object;
    move-result-object v0
    return-object v0
.end method
