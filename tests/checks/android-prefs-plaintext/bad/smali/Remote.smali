.class public Lorg/example/app/Remote;
.super Ljava/lang/Object;
.source "Remote.java"

.method static native fetch()Ljava/lang/String;
.end method
