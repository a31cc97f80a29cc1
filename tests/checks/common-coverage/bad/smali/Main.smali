.class public LMain;
.super Ljava/lang/Object;
