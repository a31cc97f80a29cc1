#include "engine/policy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/vec.h"

typedef struct setting {
    const char *key, *value;
} setting;

struct aa_policy {
    aa_vec settings; /* of setting, in file order */
    int64_t today;   /* days since 1970-01-01 */
};

/* ---- dates ----------------------------------------------------------------------------------------- */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970-01-01 to the first of January of |year|; negative before. */
static int64_t days_to_year(int year)
{
    int64_t before = year - 1;
    return before * 365 + before / 4 - before / 100 + before / 400 - 719162;
}

static bool read_number(const char *text, size_t digits, int *out)
{
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *out = value;
    return true;
}

int64_t aa_day_from_text(const char *text)
{
    static const int month_days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 0;
    int month = 0;
    int day = 0;
    if (text == NULL || strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return INT64_MIN;
    if (!read_number(text, 4, &year) || !read_number(text + 5, 2, &month) || !read_number(text + 8, 2, &day))
        return INT64_MIN;
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return INT64_MIN;
    int longest = month_days[month - 1] + (month == 2 && is_leap(year));
    if (day > longest)
        return INT64_MIN;
    int64_t days = days_to_year(year) + day - 1;
    for (int i = 0; i < month - 1; i++)
        days += month_days[i] + (i == 1 && is_leap(year));
    return days;
}

/* ---- parsing --------------------------------------------------------------------------------------- */

static const setting *find(const aa_policy *policy, const char *key)
{
    const setting *items = policy->settings.items;
    for (size_t i = 0; i < policy->settings.count; i++) {
        if (strcmp(items[i].key, key) == 0)
            return &items[i];
    }
    return NULL;
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* |line| without its comment and without white space at its ends. */
static aa_bytes strip(aa_bytes line)
{
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == '#' && (i == 0 || is_blank(line.p[i - 1])))
            line.n = i;
    }
    while (line.n > 0 && is_blank(line.p[line.n - 1]))
        line.n--;
    while (line.n > 0 && is_blank(line.p[0]))
        line = aa_bytes_from(line, 1);
    return line;
}

static aa_err add_setting(aa_arena *arena, aa_policy *policy, aa_bytes line)
{
    size_t key_length = 0;
    while (key_length < line.n && !is_blank(line.p[key_length]))
        key_length++;
    aa_bytes value = strip(aa_bytes_from(line, key_length));
    if (value.n == 0 || memchr(line.p, '\0', line.n) != NULL)
        return AA_E_FORMAT;
    setting read = {.key = aa_arena_strndup(arena, (const char *)line.p, key_length),
                    .value = aa_arena_strndup(arena, (const char *)value.p, value.n)};
    if (read.key == NULL || read.value == NULL)
        return AA_E_NOMEM;
    if (find(policy, read.key) != NULL)
        return AA_E_FORMAT;
    setting *slot = aa_vec_push(arena, &policy->settings);
    if (slot == NULL)
        return AA_E_NOMEM;
    *slot = read;
    return AA_OK;
}

aa_err aa_policy_parse(aa_arena *arena, aa_bytes text, size_t *line_out, aa_policy **out)
{
    aa_policy *policy = aa_arena_alloc(arena, sizeof *policy);
    if (policy == NULL)
        return AA_E_NOMEM;
    policy->settings = (aa_vec)AA_VEC_INIT(setting);
    size_t number = 0;
    aa_err err = AA_OK;
    for (aa_bytes left = text; left.n > 0 && err == AA_OK;) {
        const uint8_t *end = memchr(left.p, '\n', left.n);
        size_t n = end == NULL ? left.n : (size_t)(end - left.p);
        aa_bytes line = strip(aa_bytes_of(left.p, n));
        left = aa_bytes_from(left, n + 1);
        number++;
        if (line.n > 0)
            err = add_setting(arena, policy, line);
    }
    const setting *date = find(policy, "date");
    policy->today = date == NULL ? INT64_MIN : aa_day_from_text(date->value);
    if (err == AA_OK && policy->today == INT64_MIN)
        err = AA_E_FORMAT;
    if (err == AA_E_FORMAT && line_out != NULL)
        *line_out = number;
    if (err == AA_OK)
        *out = policy;
    return err;
}

aa_err aa_policy_builtin(aa_arena *arena, aa_policy **out)
{
    aa_err err = aa_policy_parse(arena, aa_embedded_find("policy.txt"), NULL, out);
    return err == AA_E_FORMAT ? AA_E_INTERNAL : err;
}

/* ---- questions ------------------------------------------------------------------------------------- */

void aa_policy_set_today(aa_policy *policy, int64_t day)
{
    policy->today = day;
}

int64_t aa_policy_today(const aa_policy *policy)
{
    return policy->today;
}

const char *aa_policy_date(const aa_policy *policy)
{
    return aa_policy_word(policy, "date");
}

long aa_policy_number(const aa_policy *policy, const char *key)
{
    const char *text = aa_policy_word(policy, key);
    char *end = NULL;
    long value = strtol(text, &end, 10);
    assert(end != text && *end == '\0');
    return value;
}

const char *aa_policy_word(const aa_policy *policy, const char *key)
{
    const setting *found = find(policy, key);
    assert(found != NULL);
    return found == NULL ? "" : found->value;
}

bool aa_policy_has(const aa_policy *policy, const char *key)
{
    return find(policy, key) != NULL;
}

bool aa_policy_at(const aa_policy *policy, size_t index, const char **key_out, const char **value_out)
{
    if (index >= policy->settings.count)
        return false;
    const setting *item = (const setting *)policy->settings.items + index;
    *key_out = item->key;
    *value_out = item->value;
    return true;
}
