/*
 * What people answered about one row, and what the program had said where a person decided.
 */
#include "reports/html/page.h"

static const char *member(const json_t *object, const char *key)
{
    return aa_html_or(aa_member_text(object, key), "");
}

static void put_part(aa_html *h, const char *markup, const char *text)
{
    if (text[0] != '\0')
        aa_html_put(h, markup, AA_ARGS(text));
}

static void put_evidence(aa_html *h, const json_t *answer)
{
    size_t i = 0;
    const json_t *file = NULL;
    json_array_foreach(json_object_get(answer, "evidence"), i, file)
    {
        bool seen = json_is_true(json_object_get(file, "checked"));
        aa_html_put(h,
                    seen ? "<br><small>@{person.evidence} $0 <code>$1</code></small>"
                         : "<br><small>@{person.evidence_unseen} $0 <code>$1</code></small>",
                    AA_ARGS(member(file, "file"), member(file, "sha256")));
    }
}

void aa_html_answer(aa_html *h, const json_t *answer, bool expired)
{
    if (answer == NULL)
        return;
    aa_html_raw(h, "<br><small>");
    put_part(h, "@{method.$0}", member(answer, "method"));
    put_part(h, " · $0", member(answer, "unit"));
    put_part(h, " · $0", member(answer, "by"));
    put_part(h, " · $0", member(answer, "date"));
    put_part(h, expired ? " · @{person.expired} $0" : " · @{person.valid} $0", member(answer, "valid_until"));
    put_part(h, " · @{person.second} $0", member(answer, "approved_by"));
    aa_html_raw(h, "</small>");
    put_part(h, "<br>$0", member(answer, "remark"));
    put_evidence(h, answer);
}

void aa_html_overridden(aa_html *h, const json_t *row)
{
    const json_t *old = json_object_get(row, "overridden");
    if (old == NULL)
        return;
    aa_html_put(h, "<h5>@{person.machine}</h5><p>", AA_NO_ARGS);
    aa_html_verdict(h, member(old, "verdict"));
    aa_html_answer(h, json_object_get(old, "expired"), true);
    aa_html_raw(h, "</p>\n");
}
