.class public Lorg/example/app/Bridge;
.super Ljava/lang/Object;
.source "Bridge.java"

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/example/app/Bridge;->context:Landroid/content/Context;
    return-void
.end method

# a page looks for a title
.method public find(Ljava/lang/String;)V
    .registers 2
    .annotation runtime Landroid/webkit/JavascriptInterface;
    .end annotation
    invoke-static {p1}, Lorg/example/app/Store;->find(Ljava/lang/String;)Landroid/database/Cursor;
    return-void
.end method

# the same, as an argument of the statement
.method public look(Ljava/lang/String;)V
    .registers 6
    .annotation runtime Landroid/webkit/JavascriptInterface;
    .end annotation
    sget-object v0, Lorg/example/app/Store;->db:Landroid/database/sqlite/SQLiteDatabase;
    const-string v1, "SELECT body FROM notes WHERE title = ?"
    const/4 v2, 0x1
    new-array v2, v2, [Ljava/lang/String;
    const/4 v3, 0x0
    aput-object p1, v2, v3
    invoke-virtual {v0, v1, v2}, Landroid/database/sqlite/SQLiteDatabase;->rawQuery(Ljava/lang/String;[Ljava/lang/String;)Landroid/database/Cursor;
    return-void
.end method
