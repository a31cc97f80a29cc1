/* What a snapshot begins with, and some texts as it holds them: padded, without an end of their own. */
#define SNAPSHOT(hash) "\xf5\xf5\xdc\xdc\0\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0" hash "product no-code_comments arm64 android"
__attribute__((aligned(64))) const char _kDartVmSnapshotData[] = SNAPSHOT("0123456789abcdef0123456789abcdef");
const char _kDartVmSnapshotInstructions[64] = {1};
__attribute__((aligned(64))) const char _kDartIsolateSnapshotData[] =
    SNAPSHOT("0123456789abcdef0123456789abcdef") "\0\0"
    "https://api.example.org/v2\0\0"
    "package:example_bank/main.dart\0\0"
    "package:http/src/client.dart\0\0"
    "package:shared_preferences/shared_preferences.dart\0";
const char _kDartIsolateSnapshotInstructions[64] = {1};
