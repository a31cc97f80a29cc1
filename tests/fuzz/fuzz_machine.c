/*
 * Any bytes as machine code: a Mach-O file, or A64 instructions as they come. Every function as a flow, where
 * arguments of calls come from, containers, texts, reach.
 */
#include <stdlib.h>
#include <string.h>

#include "machine/machine.h"

#define MAX_FUNCTIONS 200U
#define MAX_QUESTIONS 120U

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* A program of one section that holds |code|, with a function wherever one returns. */
static bool wrap(aa_arena *arena, aa_bytes code, const aa_limits *limits, aa_macho *out)
{
    aa_macho_section *text = aa_arena_alloc(arena, sizeof *text);
    aa_macho_segment *segment = aa_arena_alloc(arena, sizeof *segment);
    uint64_t *functions = aa_arena_array(arena, code.n / 4 + 1, sizeof *functions);
    if (text == NULL || segment == NULL || functions == NULL)
        return false;
    const uint64_t base = UINT64_C(0x100000000);
    *text = (aa_macho_section){.segment = "__TEXT",
                               .name = "__text",
                               .address = base,
                               .size = code.n,
                               .flags = UINT32_C(0x80000400),
                               .data = code};
    *segment = (aa_macho_segment){.name = "__TEXT",
                                  .address = base,
                                  .size = code.n,
                                  .file_size = code.n,
                                  .section_count = 1,
                                  .data = code};
    size_t n = 0;
    functions[n++] = base;
    for (size_t at = 0; at + 8 <= code.n; at += 4)
        if (aa_le32(code.p + at) == UINT32_C(0xd65f03c0))
            functions[n++] = base + at + 4;
    *out = (aa_macho){.data = code,
                      .cpu = AA_CPU_ARM64,
                      .is64 = true,
                      .base = base,
                      .entry = base,
                      .segments = segment,
                      .segment_count = 1,
                      .sections = text,
                      .section_count = 1,
                      .functions = functions,
                      .function_count = n,
                      .limits = limits};
    return true;
}

static void check_flow(const aa_mflow *flow, const aa_values *values)
{
    uint64_t at = 0;
    for (size_t i = 0; i < flow->block_count; i++) {
        require(flow->blocks[i].from >= at && flow->blocks[i].to > flow->blocks[i].from);
        at = flow->blocks[i].to;
        for (uint32_t k = 0; k < flow->blocks[i].next_count; k++)
            require(flow->blocks[i].next[k] < flow->block_count);
    }
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_mcall *call = &flow->calls[i];
        require(call->block < flow->block_count && call->memory != NULL);
        require(call->kind != AA_MCALL_LOCAL || call->function < flow->image->function_count);
        for (size_t a = 0; a < 9; a++)
            require(aa_value_members(values, call->args[a]) >= 1);
        for (size_t k = 1; k < call->memory->count; k++) {
            const aa_mslot *x = &call->memory->slots[k - 1], *y = &call->memory->slots[k];
            require(x->base < y->base || (x->base == y->base && x->offset + x->size <= y->offset));
        }
    }
}

static void check_origins(aa_morigins o)
{
    bool unknown = false;
    for (size_t i = 0; i < o.count; i++) {
        unknown = unknown || o.items[i].kind == AA_MORIGIN_UNKNOWN;
        require(o.items[i].kind != AA_MORIGIN_CALL || o.items[i].call != NULL);
    }
    require(o.complete || o.count == 0 || unknown);
}

static bool any_text(void *context, aa_bytes text)
{
    size_t *total = context;
    *total += text.n;
    return true;
}

/* Functions that are spared because they send nothing to a class leave out none of what their values tell. */
static void check_spared(aa_machine *all, const aa_machine_base *base, const char *class_name)
{
    aa_machine *spared = aa_machine_new(base);
    require(spared != NULL);
    aa_msites expected = aa_machine_sends(all, "*", NULL);
    aa_msites got = aa_machine_sends(spared, "*", class_name);
    size_t n = 0;
    for (size_t i = 0; i < expected.count; i++) {
        aa_bytes receiver = aa_msite_receiver(all, &expected.items[i]);
        if (aa_machine_exhausted(all) || aa_machine_exhausted(spared) ||
            (receiver.n > 0 && !aa_bytes_is(receiver, class_name)))
            continue;
        require(n < got.count && got.items[n].call->at == expected.items[i].call->at);
        n++;
    }
    aa_machine_free(spared);
}

static void ask(aa_machine *m, const aa_image *image)
{
    size_t questions = MAX_QUESTIONS;
    for (uint32_t f = 0; f < image->function_count && f < MAX_FUNCTIONS; f++) {
        const aa_mflow *flow = aa_machine_flow(m, 0, f);
        require(flow != NULL);
        check_flow(flow, aa_machine_values(m));
        for (size_t i = 0; i < flow->call_count && questions > 0; i++) {
            aa_msite site = {0, f, flow, &flow->calls[i]};
            const aa_mentry *entries;
            questions--;
            for (size_t a = 0; a < 4; a++) {
                check_origins(aa_msite_origins(m, &site, a));
                (void)aa_msite_swift_origins(m, &site, a);
            }
            (void)aa_msite_entries(m, &site, 0, &entries);
            (void)aa_msite_receiver(m, &site);
            (void)aa_msite_result_tested(m, &site);
            (void)aa_msite_stack_origins(m, &site, 1);
        }
        (void)aa_machine_function_name(m, 0, f);
        (void)aa_machine_reach(m, 0, f);
    }
    const aa_mplace_ref *places;
    size_t total = 0;
    (void)aa_machine_texts(m, any_text, &total, &places);
    (void)aa_machine_calls(m, "_*");
    (void)aa_machine_sends(m, "*", NULL);
    (void)aa_machine_system_calls(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_macho macho = {0};
    aa_objc objc = {0};
    aa_image image;
    aa_arena *arena = aa_arena_new();
    const aa_macho_slice *slices;
    size_t count = 0;
    aa_bytes file = aa_bytes_of(data, size);
    const aa_mreach_map *reach = NULL;
    require(arena != NULL);
    limits.code_flow_steps = 200000;
    limits.code_flow_total = 4000000;
    aa_notes_init(&notes, arena, 20);
    bool ready = aa_macho_looks(file)
                     ? aa_macho_slices(arena, file, &limits, &notes, &slices, &count) == AA_OK && count > 0 &&
                           aa_macho_open(arena, slices[0].data, &limits, &notes, &macho) == AA_OK &&
                           aa_objc_read(arena, &macho, &notes, &objc) == AA_OK
                     : size >= 4 && wrap(arena, file, &limits, &macho);
    if (ready && aa_image_make(arena, &macho, &objc, &image) == AA_OK && image.readable) {
        image.is_app = true;
        require(aa_mreach_find(arena, &image, 1, &(aa_mreach_names){0}, &reach) == AA_OK);
        const aa_machine_base base = {
            .images = &image, .image_count = 1, .reach = reach, .limits = &limits, .complete = true};
        aa_machine *m = aa_machine_new(&base);
        require(m != NULL);
        ask(m, &image);
        check_spared(m, &base, "NSUserDefaults");
        check_spared(m, &base, "NSMutableDictionary");
        require(!aa_machine_failed(m));
        aa_machine_free(m);
    }
    aa_arena_free(arena);
    return 0;
}
