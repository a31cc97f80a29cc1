#include "cli/exit.h"

static const aa_exit_meaning meanings[] = {
    {AA_EXIT_OK, {"judged, and the gate passed", "已完成判定，且通過關卡"}},
    {AA_EXIT_FAILED, {"judged, and the gate failed", "已完成判定，但未通過關卡"}},
    {AA_EXIT_USAGE, {"wrong usage; nothing was judged", "用法或設定有誤，未進行判定"}},
    {AA_EXIT_UNDECIDED,
     {"nothing failed, but rows are undecided and --fail-on undecided was given",
      "無不符合項目，但仍有未判定項目，且指定 --fail-on undecided"}},
    {AA_EXIT_NO_APP, {"not an app, corrupt or unreadable", "非應用程式、檔案毀損或無法讀取"}},
    {AA_EXIT_INCOMPLETE,
     {"parts of the input could not be read (--allow-incomplete accepts that)",
      "部分輸入內容無法讀取（--allow-incomplete 可予接受）"}},
    {AA_EXIT_INTERNAL, {"internal error", "內部錯誤"}},
    {AA_EXIT_OUTPUT, {"an output could not be written", "無法寫入輸出"}},
    {AA_EXIT_TEMPORARY,
     {"out of memory, or stopped by a signal: try again", "記憶體不足，或遭訊號中止；可重試"}},
};

bool aa_exit_at(size_t index, aa_exit_meaning *out)
{
    if (index >= sizeof meanings / sizeof meanings[0])
        return false;
    *out = meanings[index];
    return true;
}

aa_exit aa_exit_worse(aa_exit a, aa_exit b)
{
    if ((a == AA_EXIT_FAILED && b == AA_EXIT_UNDECIDED) || (b == AA_EXIT_FAILED && a == AA_EXIT_UNDECIDED))
        return AA_EXIT_FAILED;
    return a > b ? a : b;
}

aa_exit aa_exit_of_error(aa_err err)
{
    switch (err) {
    case AA_OK:
        return AA_EXIT_OK;
    case AA_E_NOMEM:
        return AA_EXIT_TEMPORARY;
    case AA_E_USAGE:
        return AA_EXIT_USAGE;
    case AA_E_LIMIT: /* more could be read with larger limits; nothing is wrong with the input */
        return AA_EXIT_INCOMPLETE;
    case AA_E_FORMAT:
    case AA_E_IO:
    case AA_E_UNSUPPORTED:
    case AA_E_NOTFOUND:
        return AA_EXIT_NO_APP;
    case AA_E_INTERNAL:
        break;
    }
    return AA_EXIT_INTERNAL;
}
