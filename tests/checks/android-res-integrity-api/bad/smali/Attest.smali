.class public Lorg/example/app/Attest;
.super Ljava/lang/Object;
.source "Attest.java"

.method static ask(Ljava/lang/String;)Lcom/google/android/play/core/integrity/IntegrityTokenRequest;
    .registers 2
    invoke-static {}, Lcom/google/android/play/core/integrity/IntegrityTokenRequest;->builder()Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
    move-result-object v0
    .line 12
    invoke-virtual {v0, p0}, Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;->setNonce(Ljava/lang/String;)Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;
    move-result-object v0
    invoke-virtual {v0}, Lcom/google/android/play/core/integrity/IntegrityTokenRequest$Builder;->build()Lcom/google/android/play/core/integrity/IntegrityTokenRequest;
    move-result-object v0
    return-object v0
.end method
