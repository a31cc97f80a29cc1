.class public abstract Lcom/google/android/play/core/integrity/IntegrityTokenRequest;
.super Ljava/lang/Object;
.source "IntegrityTokenRequest.java"

.method public static builder()Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
    .registers 1
    const/4 v0, 0
    check-cast v0, Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
    return-object v0
.end method
