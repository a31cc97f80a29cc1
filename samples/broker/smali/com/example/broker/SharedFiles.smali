.class public Lcom/example/broker/SharedFiles;
.super Lcom/example/broker/EmptyProvider;
.source "SharedFiles.java"

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lcom/example/broker/EmptyProvider;-><init>()V
    return-void
.end method
