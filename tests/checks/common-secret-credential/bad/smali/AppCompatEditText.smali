.class public Landroidx/appcompat/widget/AppCompatEditText;
.super Landroid/widget/EditText;
.source "AppCompatEditText.java"

.method public getText()Landroid/text/Editable;
    .registers 2
    invoke-super {p0}, Landroid/widget/EditText;->getText()Landroid/text/Editable;
    move-result-object v0
    return-object v0
.end method
