.class public final Lorg/example/app/Config;
.super Ljava/lang/Object;

.field public static final DEBUG:Z = false
