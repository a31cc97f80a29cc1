/*
 * Calls that run SQL, with the arguments that become part of it: of the platform's database and of SQLCipher.
 */
#ifndef AA_CHECKS_ANDROID_SQL_H
#define AA_CHECKS_ANDROID_SQL_H

#include "inputs.h"

static const input_sink sql_sinks[] = {
    {"Landroid/database/sqlite/SQLiteDatabase;->rawQuery", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->rawQueryWithFactory", 1U << 2, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->execSQL", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->compileStatement", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->delete", 1U << 1 | 1U << 2, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->update", 1U << 1 | 1U << 3, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->query(Ljava/lang/String;[Ljava/lang/String;Ljava/lang/"
     "String;[Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Landroid/database/"
     "Cursor;",
     0xEEU, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->query(Ljava/lang/String;[Ljava/lang/String;Ljava/lang/"
     "String;[Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/"
     "String;)Landroid/database/Cursor;",
     0x1EEU, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteDatabase;->query(ZLjava/lang/String;[Ljava/lang/String;Ljava/lang/"
     "String;[Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/"
     "String;)Landroid/database/Cursor;",
     0x3DCU, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->rawQuery", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->rawQueryWithFactory", 1U << 2, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->execSQL", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->compileStatement", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->delete", 1U << 1 | 1U << 2, AA_SEVERITY_CRITICAL, false},
    {"Lnet/sqlcipher/database/SQLiteDatabase;->update", 1U << 1 | 1U << 3, AA_SEVERITY_CRITICAL, false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->rawQuery", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->rawQueryWithFactory", 1U << 2, AA_SEVERITY_CRITICAL,
     false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->execSQL", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->compileStatement", 1U << 1, AA_SEVERITY_CRITICAL,
     false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->delete", 1U << 1 | 1U << 2, AA_SEVERITY_CRITICAL,
     false},
    {"Lnet/zetetic/database/sqlcipher/SQLiteDatabase;->update", 1U << 1 | 1U << 3, AA_SEVERITY_CRITICAL,
     false},
    {"Landroid/database/sqlite/SQLiteQueryBuilder;->query", 0xECU, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteQueryBuilder;->appendWhere", 1U << 1, AA_SEVERITY_CRITICAL, false},
    {"Landroid/database/sqlite/SQLiteQueryBuilder;->setTables", 1U << 1, AA_SEVERITY_CRITICAL, false},
};

#endif
