#include "base/wrap.h"

#include <string.h>

#include "base/utf8.h"
#include "base/utf8_width.h"

/* Never at the start of a line: closing brackets, and what ends a clause. */
static bool is_closing(uint32_t cp)
{
    static const uint32_t closing[] = {0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D,
                                       0x300F, 0x3011, 0x3015, 0x3017, 0xFF01, 0xFF05, 0xFF09, 0xFF0C,
                                       0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D};
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++) {
        if (closing[i] == cp)
            return true;
    }
    return cp < 0x80 && cp != 0 && strchr(")]},.;:!?%", (int)cp) != NULL;
}

/* Never at the end of a line: opening brackets. */
static bool is_opening(uint32_t cp)
{
    static const uint32_t opening[] = {0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E,
                                       0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B, 0xFF5B};
    for (size_t i = 0; i < sizeof opening / sizeof opening[0]; i++) {
        if (opening[i] == cp)
            return true;
    }
    return cp == '(' || cp == '[' || cp == '{';
}

static bool may_break_between(uint32_t before, uint32_t after)
{
    if (aa_code_point_columns(before) < 2 && aa_code_point_columns(after) < 2)
        return false;
    return !is_opening(before) && !is_closing(after) && aa_code_point_columns(after) > 0;
}

/* Where a word that is longer than a line may be broken: paths, class names, digests. */
static bool may_break_word_after(uint32_t cp)
{
    return cp < 0x80 && cp != 0 && strchr("/.-_,;=&$", (int)cp) != NULL;
}

typedef struct break_point {
    size_t end; /* bytes; 0: none found */
    size_t columns;
} break_point;

typedef struct line_scan {
    aa_bytes text;
    size_t pos;
    size_t columns;
    uint32_t previous;
    break_point word;   /* between words */
    break_point inside; /* inside a long word */
} line_scan;

/* The best end of a line that is full at the scan's position. */
static break_point choose_break(const line_scan *scan)
{
    if (scan->word.end > 0)
        return scan->word;
    if (scan->inside.end > 0)
        return scan->inside;
    return (break_point){scan->pos, scan->columns};
}

/* Notes the break that lies before |cp|, the code point at the scan's position. */
static void note_break(line_scan *scan, uint32_t cp)
{
    break_point here = {scan->pos, scan->columns};
    if (scan->pos == 0 || scan->previous == ' ')
        return;
    if (cp == ' ' || may_break_between(scan->previous, cp))
        scan->word = here;
    else if (may_break_word_after(scan->previous))
        scan->inside = here;
}

bool aa_wrap_next(const char **text, size_t columns, aa_line *line)
{
    const char *start = *text + strspn(*text, " ");
    if (*start == '\0')
        return false;
    line_scan scan = {.text = aa_bytes_of(start, strlen(start))};
    break_point end = {0, 0};
    while (scan.pos < scan.text.n && end.end == 0) {
        size_t next = scan.pos;
        uint32_t cp = aa_utf8_next(scan.text, &next);
        size_t width = aa_code_point_columns(cp);
        note_break(&scan, cp);
        if (cp != ' ' && scan.columns + width > columns && scan.pos > 0) {
            end = choose_break(&scan);
        } else {
            scan.pos = next;
            scan.columns += width;
            scan.previous = cp;
        }
    }
    if (end.end == 0) {
        note_break(&scan, ' ');
        end = scan.word;
    }
    *line = (aa_line){start, end.end, end.columns};
    *text = start + end.end;
    return true;
}

size_t aa_wrap_widest_word(const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    size_t widest = 0;
    size_t columns = 0;
    uint32_t previous = ' ';
    for (size_t pos = 0; pos < b.n;) {
        uint32_t cp = aa_utf8_next(b, &pos);
        if (cp == ' ' || may_break_between(previous, cp))
            columns = 0;
        if (cp != ' ')
            columns += aa_code_point_columns(cp);
        widest = columns > widest ? columns : widest;
        previous = cp;
    }
    return widest;
}
