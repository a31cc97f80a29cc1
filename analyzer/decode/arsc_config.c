/*
 * Configurations of resources.
 *
 * Source: AOSP frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h (ResTable_config),
 * ResourceTypes.cpp (unpackLanguageOrRegion, appendDirLocale).
 */
#include "base/str.h"
#include "decode/arsc_table.h"

#define CONFIG_BYTES 64

/* Two letters as they are, or three of five bits each. |base|: 'a' for a language, '0' for a region. */
static void put_code(aa_str *s, const uint8_t code[2], char base)
{
    if (code[0] == 0)
        return;
    if ((code[0] & 0x80) == 0) {
        aa_str_putn(s, (const char *)code, code[1] == 0 ? 1 : 2);
        return;
    }
    aa_str_putc(s, (char)(base + (code[1] & 0x1F)));
    aa_str_putc(s, (char)(base + (code[1] >> 5) + ((code[0] & 0x03) << 3)));
    aa_str_putc(s, (char)(base + (code[0] >> 2 & 0x1F)));
}

static void put_part(aa_str *s, const uint8_t *part, size_t max)
{
    size_t n = strnlen((const char *)part, max);
    if (n > 0) {
        aa_str_putc(s, '+');
        aa_str_putn(s, (const char *)part, n);
    }
}

/* "zh", "zh-TW", or "b+sr+Latn+RS" where there is a script (of its own, not a guessed one) or a variant. */
static void put_locale(aa_str *s, const uint8_t *config)
{
    const uint8_t *script = config + 36;
    const uint8_t *variant = config + 40;
    bool guessed = config[52] != 0;
    bool long_form = (script[0] != 0 && !guessed) || variant[0] != 0;
    if (long_form)
        aa_str_put(s, "b+");
    put_code(s, config + 8, 'a');
    if (long_form && script[0] != 0 && !guessed)
        put_part(s, script, 4);
    if (config[10] != 0) {
        aa_str_putc(s, long_form ? '+' : '-');
        put_code(s, config + 10, '0');
    }
    if (long_form)
        put_part(s, variant, 8);
}

static void read_locale(const uint8_t *config, char *out, size_t size)
{
    aa_str s;
    aa_str_init(&s, size - 1);
    put_locale(&s, config);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
                     c == '-';
        out[i] = '?';
        if (plain)
            out[i] = c;
    }
    out[s.len] = '\0';
    aa_str_done(&s);
}

static bool any(const uint8_t *config, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (config[i] != 0)
            return true;
    return false;
}

/* The declared part of the configuration, zeros behind it. */
static void widen(aa_bytes bytes, uint8_t config[CONFIG_BYTES])
{
    memset(config, 0, CONFIG_BYTES);
    if (bytes.n < 4)
        return;
    size_t n = aa_le32(bytes.p);
    n = n < bytes.n ? n : bytes.n;
    memcpy(config, bytes.p, n < CONFIG_BYTES ? n : CONFIG_BYTES);
}

aa_arsc_config aa_arsc_read_config(aa_bytes bytes)
{
    uint8_t config[CONFIG_BYTES];
    widen(bytes, config);
    aa_arsc_config out = {.sdk_version = aa_le16(config + 24),
                          .density = aa_le16(config + 14),
                          .ui_mode_night = config[29] >> 4 & 0x3};
    if (any(config, 8, 12) || any(config, 36, 48))
        read_locale(config, out.locale, sizeof out.locale);
    out.other = any(config, 4, 8) || any(config, 12, 14) || any(config, 16, 24) || config[28] != 0 ||
                (config[29] & 0xCF) != 0 || any(config, 30, 36) || any(config, 48, 52) || any(config, 53, 61);
    return out;
}

bool aa_arsc_is_default(aa_bytes bytes)
{
    uint8_t config[CONFIG_BYTES];
    widen(bytes, config);
    return !any(config, 4, 52) && !any(config, 53, CONFIG_BYTES);
}
