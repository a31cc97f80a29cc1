.class public Lcom/google/firebase/crashlytics/FirebaseCrashlytics;
.super Ljava/lang/Object;

.method public static text()Ljava/lang/String;
    .registers 1
    const-string v0, "x"
    return-object v0
.end method
