#include "secrets/form.h"

#include "base/vec.h"

#define RUN_MAX 100000U

static void add_range(aa_form_set *set, unsigned from, unsigned to)
{
    for (unsigned c = from; c <= to; c++)
        set->bits[c >> 6] |= UINT64_C(1) << (c & 63);
}

/* Printable characters that may stand in the user part of an address without ending it. */
static void add_address(aa_form_set *set)
{
    for (unsigned c = 0x21; c < 0x7f; c++)
        if (strchr(":/@\"'<>{}$\\`#?,;()[]", (int)c) == NULL)
            add_range(set, c, c);
}

static void add_sign(aa_form_set *set, uint8_t c)
{
    if (c == 'd' || c == 'w')
        add_range(set, '0', '9');
    if (c == 'a' || c == 'w')
        add_range(set, 'a', 'z');
    if (c == 'A' || c == 'w')
        add_range(set, 'A', 'Z');
    if (c == 'x') {
        add_range(set, '0', '9');
        add_range(set, 'a', 'f');
        add_range(set, 'A', 'F');
    }
    if (c == 'n')
        add_address(set);
    if (strchr("dwaAxn", c) == NULL)
        add_range(set, c, c);
}

static bool read_number(aa_bytes text, size_t *at, uint32_t *out)
{
    size_t begin = *at;
    uint32_t n = 0;
    while (*at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9' && n < RUN_MAX)
        n = n * 10 + text.p[(*at)++] - '0';
    *out = n;
    return *at > begin;
}

static bool push(aa_arena *arena, aa_vec *items, aa_form_item item, bool *failed)
{
    aa_form_item *slot = aa_vec_push(arena, items);
    *failed = *failed || slot == NULL;
    if (slot != NULL)
        *slot = item;
    return slot != NULL;
}

/* RFC 9562, 4. */
static bool push_uuid(aa_arena *arena, aa_vec *items, bool *failed)
{
    static const uint32_t groups[] = {8, 4, 4, 4, 12};
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        aa_form_item run = {.literal = aa_bytes_none(), .min = groups[i], .max = groups[i]};
        add_sign(&run.set, 'x');
        if ((i > 0 && !push(arena, items, (aa_form_item){.literal = aa_bytes_of("-", 1)}, failed)) ||
            !push(arena, items, run, failed))
            return false;
    }
    return true;
}

/* "<set:n-m>" with |*at| behind the "<". */
static bool read_run(aa_arena *arena, aa_bytes text, size_t *at, aa_vec *items, bool *failed)
{
    aa_bytes rest = aa_bytes_from(text, *at);
    const uint8_t *colon = memchr(rest.p, ':', rest.n);
    size_t n = colon == NULL ? 0 : (size_t)(colon - rest.p);
    aa_form_item run = {.literal = aa_bytes_none()};
    if (n == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        add_sign(&run.set, rest.p[i]);
    *at += n + 1;
    if (!read_number(text, at, &run.min))
        return false;
    run.max = run.min;
    if (*at < text.n && text.p[*at] == '-') {
        (*at)++;
        if (!read_number(text, at, &run.max))
            return false;
    }
    if (*at >= text.n || text.p[(*at)++] != '>' || run.min == 0 || run.max < run.min)
        return false;
    if (n == 4 && memcmp(rest.p, "uuid", 4) == 0)
        return push_uuid(arena, items, failed);
    return push(arena, items, run, failed);
}

static bool read_items(aa_arena *arena, aa_bytes text, aa_vec *items, bool *failed)
{
    for (size_t at = 0; at < text.n;) {
        if (text.p[at] == '<') {
            at++;
            if (!read_run(arena, text, &at, items, failed))
                return false;
            continue;
        }
        size_t begin = at;
        while (at < text.n && text.p[at] != '<')
            at++;
        if (!push(arena, items, (aa_form_item){.literal = aa_bytes_of(text.p + begin, at - begin)}, failed))
            return false;
    }
    return items->count > 0;
}

static bool meets(const aa_form_item *run, const aa_form_item *other, bool at_end)
{
    if (run->literal.n > 0 || run->min == run->max)
        return false;
    if (other->literal.n > 0)
        return aa_form_has(&run->set, other->literal.p[at_end ? other->literal.n - 1 : 0]);
    for (size_t i = 0; i < 4; i++)
        if ((run->set.bits[i] & other->set.bits[i]) != 0)
            return true;
    return false;
}

/* No run takes what the next item, in the direction it is compared, begins with. */
static bool is_plain(const aa_form *form)
{
    for (size_t i = 0; i + 1 < form->count; i++) {
        bool backwards = form->anchor < form->count && i < form->anchor;
        if (backwards && i > 0 && meets(&form->items[i], &form->items[i - 1], true))
            return false;
        if (!backwards && meets(&form->items[i], &form->items[i + 1], false))
            return false;
    }
    return true;
}

bool aa_form_read(aa_arena *arena, aa_bytes text, aa_form *out, bool *failed)
{
    aa_vec items = AA_VEC_INIT(aa_form_item);
    if (!read_items(arena, text, &items, failed))
        return false;
    *out = (aa_form){items.items, items.count, items.count};
    for (size_t i = 0; i < out->count; i++) {
        size_t best = out->anchor == out->count ? 0 : out->items[out->anchor].literal.n;
        if (out->items[i].literal.n > best)
            out->anchor = i;
    }
    return is_plain(out);
}

/* ---- comparing ----------------------------------------------------------------------------------------- */

static bool forwards(const aa_form *form, size_t first, aa_bytes text, size_t *at)
{
    for (size_t i = first; i < form->count; i++) {
        const aa_form_item *item = &form->items[i];
        size_t left = text.n - *at;
        size_t n = item->literal.n;
        if (n > 0) {
            if (left < n || memcmp(text.p + *at, item->literal.p, n) != 0)
                return false;
        } else {
            size_t most = item->max < left ? item->max : left;
            while (n < most && aa_form_has(&item->set, text.p[*at + n]))
                n++;
            if (n < item->min)
                return false;
        }
        *at += n;
    }
    return true;
}

static bool backwards(const aa_form *form, size_t count, aa_bytes text, size_t *at)
{
    for (size_t i = count; i > 0; i--) {
        const aa_form_item *item = &form->items[i - 1];
        size_t n = item->literal.n;
        if (n > 0) {
            if (*at < n || memcmp(text.p + *at - n, item->literal.p, n) != 0)
                return false;
        } else {
            size_t most = item->max < *at ? item->max : *at;
            while (n < most && aa_form_has(&item->set, text.p[*at - n - 1]))
                n++;
            if (n < item->min)
                return false;
        }
        *at -= n;
    }
    return true;
}

bool aa_form_around(const aa_form *form, aa_bytes text, size_t at, size_t *begin, size_t *end)
{
    *begin = at;
    *end = at;
    return forwards(form, form->anchor, text, end) && backwards(form, form->anchor, text, begin);
}

bool aa_form_at(const aa_form *form, aa_bytes text, size_t at, size_t *end)
{
    *end = at;
    return forwards(form, 0, text, end);
}

static bool is_letter_or_digit(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The character before is the end of an escape: "\n", "%3D". */
static bool is_escaped(aa_bytes text, size_t begin)
{
    uint8_t last = text.p[begin - 1];
    if (begin >= 2 && text.p[begin - 2] == '\\')
        return last == 'n' || last == 'r' || last == 't';
    return begin >= 3 && text.p[begin - 3] == '%';
}

bool aa_form_stands_alone(const aa_form *form, aa_bytes text, size_t begin, size_t end)
{
    if (begin > 0 && begin < text.n && (is_letter_or_digit(text.p[begin]) || form->items[0].literal.n == 0)) {
        uint8_t c = text.p[begin - 1];
        if ((is_letter_or_digit(c) || c == '_') && !is_escaped(text, begin))
            return false;
    }
    if (end >= text.n)
        return true;
    const aa_form_item *last = &form->items[form->count - 1];
    uint8_t c = text.p[end];
    return !is_letter_or_digit(c) && (last->literal.n > 0 || c == '=' || !aa_form_has(&last->set, c));
}
