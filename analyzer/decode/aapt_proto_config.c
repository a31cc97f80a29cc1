#include "decode/aapt_proto_config.h"

/* Where ResTable_config has each, in bytes (ResourceTypes.h). */
enum {
    MCC = 4,
    MNC = 6,
    LANGUAGE = 8,
    REGION = 10,
    ORIENTATION = 12,
    TOUCHSCREEN = 13,
    DENSITY = 14,
    KEYBOARD = 16,
    NAVIGATION = 17,
    INPUT_FLAGS = 18,
    WIDTH = 20,
    HEIGHT = 22,
    SDK = 24,
    LAYOUT = 28,
    UI_MODE = 29,
    SMALLEST_DP = 30,
    WIDTH_DP = 32,
    HEIGHT_DP = 34,
    SCRIPT = 36,
    VARIANT = 40,
    LAYOUT2 = 48,
    COLOR_MODE = 49
};

/* A field of Configuration.proto: goes |shift| bits up into the byte, or the two bytes, at |at|. */
static const struct {
    uint8_t number, at, shift, bytes;
} places[] = {
    {1, MCC, 0, 2},          {2, MNC, 0, 2},          {4, LAYOUT, 6, 1},    {5, WIDTH, 0, 2},
    {6, HEIGHT, 0, 2},       {7, WIDTH_DP, 0, 2},     {8, HEIGHT_DP, 0, 2}, {9, SMALLEST_DP, 0, 2},
    {10, LAYOUT, 0, 1},      {11, LAYOUT, 4, 1},      {12, LAYOUT2, 0, 1},  {13, COLOR_MODE, 0, 1},
    {14, COLOR_MODE, 2, 1},  {15, ORIENTATION, 0, 1}, {16, UI_MODE, 0, 1},  {18, DENSITY, 0, 2},
    {19, TOUCHSCREEN, 0, 1}, {20, INPUT_FLAGS, 0, 1}, {21, KEYBOARD, 0, 1}, {22, INPUT_FLAGS, 2, 1},
    {23, NAVIGATION, 0, 1},  {24, SDK, 0, 2},
};

enum { LOCALE = 3, NIGHT = 17 };

static bool is_letter(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two letters as they are, three packed in five bits each (ResTable_config::packLanguageOrRegion()). */
static void put_code(uint8_t out[2], aa_bytes code, uint8_t base)
{
    if (code.n == 2) {
        memcpy(out, code.p, 2);
    } else if (code.n == 3) {
        uint8_t a = (code.p[0] - base) & 0x1F, b = (code.p[1] - base) & 0x1F, c = (code.p[2] - base) & 0x1F;
        out[0] = (uint8_t)(0x80 | c << 2 | b >> 3);
        out[1] = (uint8_t)(b << 5 | a);
    }
}

/* "zh-Hant-TW", "sr-Latn", "de-1996" */
static void put_locale(aa_bytes locale, uint8_t *out)
{
    for (size_t i = 0, part = 0; i < locale.n; part++) {
        size_t end = i;
        while (end < locale.n && locale.p[end] != '-')
            end++;
        aa_bytes word = aa_bytes_of(locale.p + i, end - i);
        bool letters = word.n > 0 && is_letter(word.p[0]);
        if (part == 0)
            put_code(out + LANGUAGE, word, 'a');
        else if (word.n == 4 && letters)
            memcpy(out + SCRIPT, word.p, 4);
        else if ((word.n == 2 && letters) || (word.n == 3 && !letters))
            put_code(out + REGION, word, '0');
        else
            memcpy(out + VARIANT, word.p, word.n < 8 ? word.n : 8);
        i = end + 1;
    }
}

static void put_number(uint8_t *out, unsigned bytes, unsigned shift, uint64_t value)
{
    out[0] = (uint8_t)(out[0] | (uint8_t)(value << shift));
    if (bytes == 2)
        out[1] = (uint8_t)(value >> 8);
}

void aa_proto_config(aa_bytes message, uint8_t out[AA_PROTO_CONFIG_BYTES])
{
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    memset(out, 0, AA_PROTO_CONFIG_BYTES);
    out[0] = AA_PROTO_CONFIG_BYTES;
    while (aa_proto_next(&p, &f)) {
        if (f.number == LOCALE && f.has_bytes)
            put_locale(f.bytes, out);
        if (f.number == NIGHT) /* 1 night, 2 not: UI_MODE_NIGHT_YES is 0x20, _NO 0x10 */
            out[UI_MODE] = (uint8_t)(out[UI_MODE] | (f.value == 1 ? 0x20 : 0x10));
        for (size_t i = 0; i < sizeof places / sizeof places[0] && !f.has_bytes; i++)
            if (places[i].number == f.number)
                put_number(out + places[i].at, places[i].bytes, places[i].shift, f.value);
    }
}
