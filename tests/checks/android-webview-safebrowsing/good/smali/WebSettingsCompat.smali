.class public Landroidx/webkit/WebSettingsCompat;
.super Ljava/lang/Object;
.source "WebSettingsCompat.java"

.method public static setSafeBrowsingEnabled(Landroid/webkit/WebSettings;Z)V
    .registers 2
    .line 5
    invoke-virtual {p0, p1}, Landroid/webkit/WebSettings;->setSafeBrowsingEnabled(Z)V
    return-void
.end method
