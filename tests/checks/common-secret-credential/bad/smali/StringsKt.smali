.class public final Lkotlin/text/StringsKt;
.super Ljava/lang/Object;
.source "StringsJVM.kt"

.method public static final equals(Ljava/lang/String;Ljava/lang/String;Z)Z
    .registers 4
    if-nez p0, :there
    if-nez p1, :differ
    const/4 p0, 0x1
    return p0
    :differ
    const/4 p0, 0x0
    return p0
    :there
    if-nez p2, :ignore
    invoke-virtual {p0, p1}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result p0
    return p0
    :ignore
    invoke-virtual {p0, p1}, Ljava/lang/String;->equalsIgnoreCase(Ljava/lang/String;)Z
    move-result p0
    return p0
.end method

.method public static synthetic equals$default(Ljava/lang/String;Ljava/lang/String;ZILjava/lang/Object;)Z
    .registers 5
    and-int/lit8 p3, p3, 0x2
    if-eqz p3, :given
    const/4 p2, 0x0
    :given
    invoke-static {p0, p1, p2}, Lkotlin/text/StringsKt;->equals(Ljava/lang/String;Ljava/lang/String;Z)Z
    move-result p0
    return p0
.end method
