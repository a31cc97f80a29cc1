/*
 * A Dart program as Flutter ships it, for fixtures: what a snapshot begins with, and texts as it holds them,
 * padded and without an end of their own. FLUTTER_APP_TEXTS are those of one app, before the packages.
 */
#define SNAPSHOT                                                                                             \
    "\xf5\xf5\xdc\xdc\0\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0"                                                       \
    "0123456789abcdef0123456789abcdef"                                                                       \
    "product no-code_comments arm64 android"
__attribute__((aligned(64))) const char _kDartVmSnapshotData[] = SNAPSHOT;
const char _kDartVmSnapshotInstructions[64] = {1};
__attribute__((aligned(64))) const char _kDartIsolateSnapshotData[] =
    SNAPSHOT "\0\0" FLUTTER_APP_TEXTS "https://api.example.org/v2\0\0"
             "package:example_bank/main.dart\0\0"
             "package:http/src/client.dart\0\0"
             "package:shared_preferences/shared_preferences.dart\0";
const char _kDartIsolateSnapshotInstructions[64] = {1};
