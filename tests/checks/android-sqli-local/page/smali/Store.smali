.class public Lorg/example/app/Store;
.super Ljava/lang/Object;
.source "Store.java"

.field static db:Landroid/database/sqlite/SQLiteDatabase;

.method static text(Ljava/lang/String;)Ljava/lang/String;
    .registers 3
    new-instance v0, Ljava/lang/StringBuilder;
    const-string v1, "SELECT body FROM notes WHERE title = '"
    invoke-direct {v0, v1}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0, p0}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    const-string v1, "'"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static find(Ljava/lang/String;)Landroid/database/Cursor;
    .registers 4
    invoke-static {p0}, Lorg/example/app/Store;->text(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    sget-object v1, Lorg/example/app/Store;->db:Landroid/database/sqlite/SQLiteDatabase;
    const/4 v2, 0x0
    .line 20
    invoke-virtual {v1, v0, v2}, Landroid/database/sqlite/SQLiteDatabase;->rawQuery(Ljava/lang/String;[Ljava/lang/String;)Landroid/database/Cursor;
    move-result-object v0
    return-object v0
.end method
