.class public Lorg/example/app/Vault;
.super Ljava/lang/Object;
.source "Vault.java"

.method static text(Landroid/app/Activity;I)Ljava/lang/String;
    .registers 3
    invoke-virtual {p0, p1}, Landroid/app/Activity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method static open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    .registers 4
    const-string v0, "s.db"
    const/4 v1, 0
    const/4 v2, 0
    invoke-virtual {p0, v0, v1, v2}, Landroid/app/Activity;->openOrCreateDatabase(Ljava/lang/String;ILandroid/database/sqlite/SQLiteDatabase$CursorFactory;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v0
    return-object v0
.end method

.method static insert(Landroid/database/sqlite/SQLiteDatabase;Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)V
    .registers 4
    invoke-virtual {p0, p1, p2, p3}, Landroid/database/sqlite/SQLiteDatabase;->insert(Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)J
    return-void
.end method

.method static table(Landroid/app/Activity;)V
    .registers 6
    .line 270
    const-string v1, "CREATE TABLE t (id INTEGER, cvv TEXT)"
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    invoke-virtual {v3, v1}, Landroid/database/sqlite/SQLiteDatabase;->execSQL(Ljava/lang/String;)V
    return-void
.end method

.method static statement(Landroid/app/Activity;)V
    .registers 6
    .line 280
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    new-instance v2, Ljava/lang/StringBuilder;
    const-string v0, "INSERT INTO t VALUES ('"
    invoke-direct {v2, v0}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    invoke-virtual {v2, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v2}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v1
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    invoke-virtual {v3, v1}, Landroid/database/sqlite/SQLiteDatabase;->execSQL(Ljava/lang/String;)V
    return-void
.end method

.method static row(Landroid/app/Activity;)V
    .registers 6
    .line 290
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    new-instance v2, Landroid/content/ContentValues;
    invoke-direct {v2}, Landroid/content/ContentValues;-><init>()V
    const-string v0, "x1"
    invoke-virtual {v2, v0, v1}, Landroid/content/ContentValues;->put(Ljava/lang/String;Ljava/lang/String;)V
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    const-string v0, "t"
    const/4 v1, 0
    invoke-static {v3, v0, v1, v2}, Lorg/example/app/Vault;->insert(Landroid/database/sqlite/SQLiteDatabase;Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)V
    return-void
.end method

.method static rowByName(Landroid/app/Activity;)V
    .registers 6
    .line 300
    const v1, 0x7f030002
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    new-instance v2, Landroid/content/ContentValues;
    invoke-direct {v2}, Landroid/content/ContentValues;-><init>()V
    const-string v0, "id_number"
    invoke-virtual {v2, v0, v1}, Landroid/content/ContentValues;->put(Ljava/lang/String;Ljava/lang/String;)V
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    const-string v0, "t"
    const/4 v1, 0
    invoke-static {v3, v0, v1, v2}, Lorg/example/app/Vault;->insert(Landroid/database/sqlite/SQLiteDatabase;Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)V
    return-void
.end method

.method static bound(Landroid/app/Activity;)V
    .registers 6
    .line 310
    const v4, 0x7f030001
    invoke-static {p0, v4}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v4
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    const-string v0, "INSERT INTO t VALUES (?)"
    invoke-virtual {v3, v0}, Landroid/database/sqlite/SQLiteDatabase;->compileStatement(Ljava/lang/String;)Landroid/database/sqlite/SQLiteStatement;
    move-result-object v0
    const/4 v1, 1
    invoke-virtual {v0, v1, v4}, Landroid/database/sqlite/SQLiteStatement;->bindString(ILjava/lang/String;)V
    return-void
.end method

.method static neverCalled(Landroid/app/Activity;)V
    .registers 6
    .line 320
    const v1, 0x7f030001
    invoke-static {p0, v1}, Lorg/example/app/Vault;->text(Landroid/app/Activity;I)Ljava/lang/String;
    move-result-object v1
    new-instance v2, Landroid/content/ContentValues;
    invoke-direct {v2}, Landroid/content/ContentValues;-><init>()V
    const-string v0, "x1"
    invoke-virtual {v2, v0, v1}, Landroid/content/ContentValues;->put(Ljava/lang/String;Ljava/lang/String;)V
    invoke-static {p0}, Lorg/example/app/Vault;->open(Landroid/app/Activity;)Landroid/database/sqlite/SQLiteDatabase;
    move-result-object v3
    const-string v0, "t"
    const/4 v1, 0
    invoke-static {v3, v0, v1, v2}, Lorg/example/app/Vault;->insert(Landroid/database/sqlite/SQLiteDatabase;Ljava/lang/String;Ljava/lang/String;Landroid/content/ContentValues;)V
    return-void
.end method
