/*
 * What the checks over the keychain share: the items that are added or changed, and what their dictionaries
 * say.
 *
 * Source: Apple "Keychain services", item attribute keys and values.
 */
#ifndef AA_CHECKS_IOS_KEYCHAIN_H
#define AA_CHECKS_IOS_KEYCHAIN_H

#include <string.h>

#include "engine/machine_record.h"
#include "facts/sensitive.h"

/* SecAccessControlCreateFlags */
enum { FLAG_PRESENCE = 1, FLAG_ANY_BIOMETRY = 2, FLAG_CURRENT_SET = 8, FLAG_PASSCODE = 16 };

typedef struct item_maker {
    const char *symbol;
    uint8_t attributes; /* argument: the dictionary */
} item_maker;

static const item_maker item_makers[] = {{"_SecItemAdd", 0}, {"_SecItemUpdate", 1}};

enum { ITEM_MAKERS = sizeof item_makers / sizeof item_makers[0] };

static inline const char *spot_name(aa_machine *machine, const aa_msite *site)
{
    return aa_arg_text(aa_machine_function_name(machine, site->image, site->function));
}

static inline bool starts_with(aa_bytes text, const char *start)
{
    size_t n = strlen(start);
    return text.n >= n && memcmp(text.p, start, n) == 0;
}

/* The imported constant that begins with |prefix| among |origins|. */
static inline const aa_morigin *symbol_among(const aa_morigins *origins, const char *prefix)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind == AA_MORIGIN_SYMBOL && origins->items[i].exact &&
            starts_with(origins->items[i].text, prefix))
            return &origins->items[i];
    return NULL;
}

static inline size_t symbols_among(const aa_morigins *origins, const char *prefix)
{
    size_t n = 0;
    for (size_t i = 0; i < origins->count; i++)
        n += origins->items[i].kind == AA_MORIGIN_SYMBOL && starts_with(origins->items[i].text, prefix);
    return n;
}

/* Where in |entries| the value under |key| stands; |count|: nothing that is seen. Where keys are not paired
 * with their values, as in Swift's literals, the value stands behind its key, which comes twice when it was
 * retained. */
static inline size_t entry_at(const aa_mentry *entries, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        const aa_morigin *found = symbol_among(&entries[i].key, key);
        if (found != NULL && aa_bytes_is(found->text, key))
            return i;
        found = entries[i].key.count == 0 ? symbol_among(&entries[i].value, key) : NULL;
        if (found == NULL || !aa_bytes_is(found->text, key) || i + 1 >= count)
            continue;
        const aa_morigin *again = symbol_among(&entries[i + 1].value, key);
        if (again == NULL || !aa_bytes_is(again->text, key))
            return i + 1;
    }
    return count;
}

/* What a dictionary says under |key|; NULL: nothing that is seen. */
static inline const aa_morigins *entry_of(const aa_mentry *entries, size_t count, const char *key)
{
    size_t at = entry_at(entries, count, key);
    return at < count ? &entries[at].value : NULL;
}

/* A Swift string of at most 15 bytes lies in two words: the text, and in the last byte 0xe0 plus its length.
 * Source: swift stdlib StringObject.swift. */
static inline bool small_string(const aa_mentry *words, char text[16])
{
    const aa_morigins *low = &words[0].value, *high = &words[1].value;
    if (low->count != 1 || high->count != 1 || low->items[0].kind != AA_MORIGIN_INT ||
        high->items[0].kind != AA_MORIGIN_INT)
        return false;
    uint64_t bits[2] = {(uint64_t)low->items[0].number, (uint64_t)high->items[0].number};
    size_t n = (size_t)(bits[1] >> 56) & 15U;
    if (bits[1] >> 60 != 0xe)
        return false;
    for (size_t i = 0; i < 15; i++)
        text[i] = (char)(bits[i / 8] >> (i % 8 * 8) & 0xff);
    text[n] = '\0';
    return true;
}

/* What the texts of an item's account and service say that it is. */
static inline aa_sensitive item_kind(aa_machine *machine, const aa_mentry *entries, size_t count)
{
    static const char *const keys[] = {"_kSecAttrAccount", "_kSecAttrService", "_kSecAttrLabel"};
    aa_sensitive found = AA_SENSITIVE_NONE;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        size_t at = entry_at(entries, count, keys[k]);
        aa_sensitive kind = AA_SENSITIVE_NONE;
        char small[16];
        if (at + 1 < count && small_string(&entries[at], small))
            kind = aa_sensitive_text(small);
        found = kind > found ? kind : found;
        for (size_t i = 0; at < count && i < entries[at].value.count; i++) {
            const aa_morigin *o = &entries[at].value.items[i];
            kind = o->kind == AA_MORIGIN_TEXT ? aa_sensitive_text(aa_machine_text(machine, o->text)) : found;
            found = kind > found ? kind : found;
        }
    }
    return found;
}

static inline bool ends_with(aa_bytes text, const char *end)
{
    size_t n = strlen(end);
    return text.n >= n && memcmp(text.p + text.n - n, end, n) == 0;
}

/* The access control object that an item is given, made by SecAccessControlCreateWithFlags(), as that call.
 */
static inline bool access_control_of(const aa_morigins *origins, aa_msite *out)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_morigin *o = &origins->items[i];
        if (o->kind != AA_MORIGIN_CALL || o->call == NULL || o->call->kind != AA_MCALL_IMPORT ||
            !aa_bytes_is(o->call->name, "_SecAccessControlCreateWithFlags"))
            continue;
        *out = (aa_msite){o->image, o->function, o->flow, o->call};
        return true;
    }
    return false;
}

#endif
