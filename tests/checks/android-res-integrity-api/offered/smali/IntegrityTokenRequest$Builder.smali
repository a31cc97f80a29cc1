.class public abstract Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
.super Ljava/lang/Object;
.source "IntegrityTokenRequest$Builder.java"

.method public abstract setNonce(Ljava/lang/String;)Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
.end method

.method public abstract build()Lcom/google/android/play/core/integrity/IntegrityTokenRequest;
.end method
