# An editor of the app's own.
.class public Lorg/example/app/Store;
.super Ljava/lang/Object;
.implements Landroid/content/SharedPreferences$Editor;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public putString(Ljava/lang/String;Ljava/lang/String;)Landroid/content/SharedPreferences$Editor;
    .registers 3
    return-object p0
.end method
