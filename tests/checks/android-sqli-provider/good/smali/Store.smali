.class public Lorg/example/app/Store;
.super Ljava/lang/Object;
.source "Store.java"

.field static db:Landroid/database/sqlite/SQLiteDatabase;

.method static find(Ljava/lang/String;)Landroid/database/Cursor;
    .registers 5
    sget-object v0, Lorg/example/app/Store;->db:Landroid/database/sqlite/SQLiteDatabase;
    const/4 v1, 0x1
    new-array v1, v1, [Ljava/lang/String;
    const/4 v2, 0x0
    aput-object p0, v1, v2
    const-string v2, "SELECT body FROM notes WHERE title = ?"
    .line 12
    invoke-virtual {v0, v2, v1}, Landroid/database/sqlite/SQLiteDatabase;->rawQuery(Ljava/lang/String;[Ljava/lang/String;)Landroid/database/Cursor;
    move-result-object v0
    return-object v0
.end method
