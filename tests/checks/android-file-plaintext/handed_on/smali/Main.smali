.class public Lorg/example/app/Main;
.super Lorg/example/app/Base;
.source "Main.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lorg/example/app/Base;-><init>()V
    return-void
.end method

.method window()Lorg/example/app/Delegate;
    .registers 3
    invoke-virtual {p0}, Lorg/example/app/Main;->getWindow()Landroid/view/Window;
    move-result-object v1
    new-instance v0, Lorg/example/app/Delegate;
    invoke-direct {v0, v1}, Lorg/example/app/Delegate;-><init>(Landroid/view/Window;)V
    return-object v0
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Lorg/example/app/Base;->onCreate(Landroid/os/Bundle;)V
    const v0, 0x7f030001
    invoke-virtual {p0, v0}, Lorg/example/app/Main;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/EditText;
    const v1, 0x7f030002
    invoke-virtual {p0, v1}, Lorg/example/app/Main;->findViewById(I)Landroid/view/View;
    move-result-object v1
    new-instance v2, Lorg/example/app/Main$Lambda;
    invoke-direct {v2, p0, v0}, Lorg/example/app/Main$Lambda;-><init>(Lorg/example/app/Main;Landroid/widget/EditText;)V
    invoke-virtual {v1, v2}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method

.method static synthetic access(Lorg/example/app/Main;Landroid/widget/EditText;)V
    .registers 2
    invoke-static {p0, p1}, Lorg/example/app/Main;->save(Lorg/example/app/Main;Landroid/widget/EditText;)V
    return-void
.end method

.method private static save(Lorg/example/app/Main;Landroid/widget/EditText;)V
    .registers 5
    const-string v0, "users"
    const-string v1, "tmp"
    invoke-static {v0, v1}, Ljava/io/File;->createTempFile(Ljava/lang/String;Ljava/lang/String;)Ljava/io/File;
    move-result-object v0
    new-instance v1, Ljava/io/FileWriter;
    invoke-direct {v1, v0}, Ljava/io/FileWriter;-><init>(Ljava/io/File;)V
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    invoke-virtual {p1}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v2
    invoke-virtual {v0, v2}, Ljava/lang/StringBuilder;->append(Ljava/lang/Object;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v1, v0}, Ljava/io/Writer;->write(Ljava/lang/String;)V
    invoke-virtual {v1}, Ljava/io/Writer;->close()V
    return-void
.end method
