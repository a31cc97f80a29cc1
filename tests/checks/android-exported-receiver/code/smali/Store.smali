.class public Lorg/example/app/Store;
.super Ljava/lang/Object;
.source "Store.java"

.field static db:Landroid/database/sqlite/SQLiteDatabase;

.method static add(Ljava/lang/String;)V
    .registers 4
    new-instance v0, Landroid/content/ContentValues;
    invoke-direct {v0}, Landroid/content/ContentValues;-><init>()V
    const-string v1, "payee"
    invoke-virtual {v0, v1, p0}, Landroid/content/ContentValues;->put(Ljava/lang/String;Ljava/lang/String;)V
    sget-object v1, Lorg/example/app/Store;->db:Landroid/database/sqlite/SQLiteDatabase;
    const/4 v2, 0x0
    const-string p0, "payees"
    .line 16
    invoke-virtual {v1, p0, v2, v0}, Landroid/database/sqlite/SQLiteDatabase;->insert(Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)J
    return-void
.end method
