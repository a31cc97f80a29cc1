#include <stdlib.h>

#include "decode/dart.h"
#include "decode/il2cpp.h"
#include "decode/js_text.h"
#include "decode/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void in_file(aa_bytes part, aa_bytes file)
{
    if (part.n > 0 && (part.p < file.p || part.p + part.n > file.p + file.n))
        abort();
}

static void look_at_script(aa_arena *arena, aa_bytes file)
{
    aa_js_walk walk = {.source = file};
    aa_js_literal l;
    while (aa_js_next(&walk, &l)) {
        in_file(l.raw, file);
        if (aa_js_plain(arena, &l).n > l.raw.n + l.raw.n / 2 + 4)
            abort();
    }
}

static void look_at_page(aa_bytes file)
{
    aa_markup m = {.source = file};
    while (aa_markup_next(&m)) {
        size_t pos = 0;
        aa_markup_attr a;
        in_file(m.script, file);
        while (aa_markup_attribute(m.attributes, &pos, &a)) {
            in_file(a.name, file);
            in_file(a.value, file);
        }
    }
}

static void look_at_binary(aa_arena *arena, aa_bytes file)
{
    const aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 100);
    aa_il2cpp m;
    aa_bytes text;
    if (aa_il2cpp_read(file, &limits, &notes, &m) == AA_OK)
        for (uint32_t i = 0; i < m.literal_count; i++)
            if (aa_il2cpp_literal(&m, i, &text))
                in_file(text, file);
    aa_dart dart = aa_dart_read(file);
    in_file(dart.hash, file);
    in_file(dart.features, file);
    in_file(aa_dart_engine_version(file), file);
    size_t pos = 0;
    while (aa_dart_next(file, &pos, 4, &text))
        in_file(text, file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_bytes file = aa_bytes_of(data, size);
    look_at_script(arena, file);
    look_at_page(file);
    look_at_binary(arena, file);
    aa_arena_free(arena);
    return 0;
}
