#include "base/json_depth.h"

/* The offset behind the string that begins at |at|; the end of the text when it does not end. */
static size_t behind_string(aa_bytes text, size_t at)
{
    for (at++; at < text.n && text.p[at] != '"'; at++)
        at += text.p[at] == '\\';
    return at < text.n ? at + 1 : text.n;
}

uint64_t aa_json_depth_of(aa_bytes text)
{
    uint64_t depth = 0;
    uint64_t most = 0;
    for (size_t at = 0; at < text.n;) {
        uint8_t c = text.p[at];
        if (c == '"') {
            at = behind_string(text, at);
            continue;
        }
        depth += c == '[' || c == '{';
        most = depth > most ? depth : most;
        depth -= (c == ']' || c == '}') && depth > 0;
        at++;
    }
    return most;
}
