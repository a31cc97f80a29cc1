#include "machine/machine.h"

#include <stdlib.h>
#include <string.h>

#include "machine/machine_internal.h"

aa_machine *aa_machine_new(const aa_machine_base *base)
{
    aa_machine *m = calloc(1, sizeof *m);
    if (m == NULL)
        return NULL;
    m->base = base;
    m->flows = aa_mflows_new(base->limits);
    if (m->flows == NULL) {
        free(m);
        return NULL;
    }
    m->values = aa_mflows_values(m->flows);
    m->arena = aa_mflows_arena(m->flows);
    m->asked = (aa_vec)AA_VEC_INIT(aa_masked);
    m->texts = (aa_vec)AA_VEC_INIT(aa_mplace_ref);
    return m;
}

void aa_machine_free(aa_machine *machine)
{
    if (machine == NULL)
        return;
    aa_mflows_free(machine->flows);
    aa_mglance_free(machine->glance);
    free(machine);
}

bool aa_machine_failed(const aa_machine *machine)
{
    return machine->failed || aa_mflows_failed(machine->flows);
}

bool aa_machine_exhausted(const aa_machine *machine)
{
    return aa_mflows_exhausted(machine->flows);
}

const aa_machine_base *aa_machine_base_of(const aa_machine *machine)
{
    return machine->base;
}

aa_values *aa_machine_values(aa_machine *machine)
{
    return machine->values;
}

aa_arena *aa_machine_arena(aa_machine *machine)
{
    return machine->arena;
}

const aa_mflow *aa_machine_flow(aa_machine *machine, uint32_t image, uint32_t function)
{
    return image < machine->base->image_count
               ? aa_mflow_of(machine->flows, &machine->base->images[image], function)
               : NULL;
}

void *aa_machine_push(aa_machine *machine, aa_vec *vec)
{
    void *item = aa_vec_push(machine->arena, vec);
    machine->failed = machine->failed || item == NULL;
    return item;
}

uint32_t aa_machine_image_index(const aa_machine *machine, const aa_image *image)
{
    return (uint32_t)(image - machine->base->images);
}

bool aa_mname_fits_on(aa_bytes name, const char *pattern)
{
    size_t n = strlen(pattern);
    if (n == 0 || pattern[n - 1] != '*')
        return aa_bytes_is(name, pattern);
    return name.n >= n - 1 && (n == 1 || memcmp(name.p, pattern, n - 1) == 0);
}

bool aa_mvalue_made_of(const aa_values *values, aa_value v, aa_value part, unsigned depth)
{
    if (v == part)
        return true;
    const aa_value_node *n = aa_value_at(values, v);
    if (depth == 0)
        return false;
    for (size_t i = 0; i < n->part_count; i++)
        if (aa_mvalue_made_of(values, n->parts[i], part, depth - 1))
            return true;
    return false;
}

/* ---- candidates ---------------------------------------------------------------------------------------- */

void aa_mcandidates_add(aa_machine *machine, aa_mcandidates *c, const aa_image *image, uint64_t at)
{
    uint32_t f = aa_image_function_at(image, at);
    const uint32_t *last =
        c->functions.count > 0 ? (const uint32_t *)c->functions.items + c->functions.count - 1 : NULL;
    if (f == AA_NO_FUNCTION || (last != NULL && *last == f))
        return;
    uint32_t *item = aa_machine_push(machine, &c->functions);
    if (item != NULL)
        *item = f;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

void aa_mcandidates_sort(aa_mcandidates *c)
{
    uint32_t *f = c->functions.items;
    size_t n = 0;
    if (c->functions.count == 0)
        return;
    qsort(f, c->functions.count, sizeof *f, by_number);
    for (size_t i = 0; i < c->functions.count; i++)
        if (i == 0 || f[i] != f[n - 1])
            f[n++] = f[i];
    c->functions.count = n;
}

static void add_mentions(aa_machine *machine, aa_mcandidates *c, const aa_image *image, uint64_t address)
{
    const aa_image_mention *first;
    size_t n = aa_image_mentions_of(image, address, &first);
    for (size_t i = 0; i < n; i++)
        aa_mcandidates_add(machine, c, image, aa_image_address(image, first[i].at));
}

static void add_calls(aa_machine *machine, aa_mcandidates *c, const aa_image *image, uint64_t address)
{
    const aa_image_mention *first;
    size_t n = aa_image_calls_to(image, address, &first);
    for (size_t i = 0; i < n; i++)
        aa_mcandidates_add(machine, c, image, aa_image_address(image, first[i].at));
}

/* Callers of functions that only jump to what |fits|. */
static void add_thunks(aa_machine *machine, aa_mcandidates *c, const aa_image *image, const char *name,
                       aa_callee_kind kind)
{
    for (size_t i = 0; i < image->thunk_count; i++) {
        uint64_t address = image->functions[image->thunks[i]].address;
        aa_callee callee = aa_image_callee(image, address);
        if (callee.kind == kind && aa_mname_fits(callee.name, name))
            add_calls(machine, c, image, address);
    }
}

void aa_mcandidates_of_import(aa_machine *machine, aa_mcandidates *c, const aa_image *image,
                              const char *symbol)
{
    const aa_macho *m = image->macho;
    for (size_t i = 0; i < m->import_count; i++) {
        if (!aa_mname_fits(m->imports[i].name, symbol))
            continue;
        for (size_t k = image->import_first[i]; k < image->import_first[i + 1]; k++)
            add_mentions(machine, c, image, image->by_import[k]->address);
    }
}

/* ---- sites ------------------------------------------------------------------------------------------------
 */

static void push_site(aa_machine *machine, aa_vec *out, const aa_image *image, const aa_mflow *flow,
                      const aa_mcall *call)
{
    aa_msite *site = aa_machine_push(machine, out);
    if (site != NULL)
        *site = (aa_msite){aa_machine_image_index(machine, image), flow->function, flow, call};
}

static void sites_in(aa_machine *machine, const aa_image *image, aa_mcandidates *c, aa_mcall_kind kind,
                     const char *name, aa_vec *out)
{
    aa_mcandidates_sort(c);
    for (size_t i = 0; i < c->functions.count; i++) {
        const aa_mflow *flow = aa_mflow_of(machine->flows, image, ((const uint32_t *)c->functions.items)[i]);
        for (size_t k = 0; flow != NULL && k < flow->call_count; k++)
            if (flow->calls[k].kind == kind && aa_mname_fits(flow->calls[k].name, name))
                push_site(machine, out, image, flow, &flow->calls[k]);
    }
}

static const aa_masked *recall(const aa_machine *machine, char kind, const char *what)
{
    for (size_t i = 0; i < machine->asked.count; i++) {
        const aa_masked *a = (const aa_masked *)machine->asked.items + i;
        if (a->kind == kind && strcmp(a->what, what) == 0)
            return a;
    }
    return NULL;
}

static aa_msites remember(aa_machine *machine, char kind, const char *what, const aa_vec *found)
{
    aa_msites sites = {found->items, found->count};
    aa_masked *a = aa_machine_push(machine, &machine->asked);
    char *copy = aa_arena_strdup(machine->arena, what);
    machine->failed = machine->failed || copy == NULL;
    if (a != NULL)
        *a = (aa_masked){kind, copy != NULL ? copy : "", sites};
    return sites;
}

aa_msites aa_machine_calls(aa_machine *machine, const char *symbol)
{
    const aa_masked *known = recall(machine, 'i', symbol);
    if (known != NULL)
        return known->sites;
    aa_vec out = AA_VEC_INIT(aa_msite);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        if (!image->readable)
            continue;
        aa_mcandidates c = {AA_VEC_INIT(uint32_t)};
        for (size_t k = 0; k < image->macho->stub_count; k++) {
            const aa_macho_stub *stub = &image->macho->stubs[k];
            if (stub->import < image->macho->import_count &&
                aa_mname_fits(image->macho->imports[stub->import].name, symbol))
                add_calls(machine, &c, image, stub->address);
        }
        aa_mcandidates_of_import(machine, &c, image, symbol);
        add_thunks(machine, &c, image, symbol, AA_CALLEE_IMPORT);
        sites_in(machine, image, &c, AA_MCALL_IMPORT, symbol, &out);
    }
    return remember(machine, 'i', symbol, &out);
}

/* Without those of functions that send nothing to |class_name|. */
static void keep_senders(aa_machine *machine, const aa_image *image, aa_mcandidates *c, const char *selector,
                         const char *class_name)
{
    uint32_t *f = c->functions.items;
    size_t n = 0;
    aa_mcandidates_sort(c);
    for (size_t i = 0; i < c->functions.count; i++)
        if (aa_mglance_may_send(machine, image, f[i], selector, class_name))
            f[n++] = f[i];
    c->functions.count = n;
}

/* |class_name| as aa_machine_sends() takes it; of others some may be left out. */
static aa_vec find_sends(aa_machine *machine, const char *selector, const char *class_name)
{
    aa_vec out = AA_VEC_INIT(aa_msite);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        if (!image->readable)
            continue;
        aa_mcandidates c = {AA_VEC_INIT(uint32_t)};
        for (size_t k = 0; k < image->objc->selector_count; k++)
            if (aa_mname_fits(image->objc->selectors[k].name, selector))
                add_mentions(machine, &c, image, image->objc->selectors[k].address);
        for (size_t k = 0; k < image->macho->stub_count; k++) {
            const aa_macho_stub *stub = &image->macho->stubs[k];
            if (stub->import == AA_MACHO_NO_IMPORT && stub->selector.n > 0 &&
                aa_mname_fits(stub->selector, selector))
                add_calls(machine, &c, image, stub->address);
        }
        add_thunks(machine, &c, image, selector, AA_CALLEE_SELECTOR);
        if (class_name != NULL)
            keep_senders(machine, image, &c, selector, class_name);
        sites_in(machine, image, &c, AA_MCALL_SEND, selector, &out);
    }
    return out;
}

aa_msites aa_machine_sends(aa_machine *machine, const char *selector, const char *class_name)
{
    const aa_masked *known = recall(machine, 's', selector);
    aa_msites all = {NULL, 0};
    if (known != NULL) {
        all = known->sites;
    } else {
        aa_vec found = find_sends(machine, selector, class_name);
        all = class_name == NULL ? remember(machine, 's', selector, &found)
                                 : (aa_msites){found.items, found.count};
    }
    if (class_name == NULL)
        return all;
    aa_vec out = AA_VEC_INIT(aa_msite);
    for (size_t i = 0; i < all.count; i++) {
        aa_bytes receiver = aa_msite_receiver(machine, &all.items[i]);
        if (receiver.n > 0 && !aa_bytes_is(receiver, class_name))
            continue;
        aa_msite *site = aa_machine_push(machine, &out);
        if (site != NULL)
            *site = all.items[i];
    }
    return (aa_msites){out.items, out.count};
}

aa_msites aa_machine_system_calls(aa_machine *machine)
{
    const aa_masked *known = recall(machine, 'v', "");
    if (known != NULL)
        return known->sites;
    aa_vec out = AA_VEC_INIT(aa_msite);
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_image *image = &machine->base->images[i];
        aa_mcandidates c = {AA_VEC_INIT(uint32_t)};
        for (size_t k = 0; image->readable && k < image->system_call_count; k++)
            aa_mcandidates_add(machine, &c, image, image->system_calls[k]);
        sites_in(machine, image, &c, AA_MCALL_SYSTEM, "", &out);
    }
    return remember(machine, 'v', "", &out);
}

aa_msites aa_machine_calls_to(aa_machine *machine, uint32_t image, uint32_t function)
{
    aa_vec out = AA_VEC_INIT(aa_msite);
    const aa_image *im = &machine->base->images[image];
    if (!im->readable || function >= im->function_count)
        return (aa_msites){NULL, 0};
    aa_mcandidates c = {AA_VEC_INIT(uint32_t)};
    add_calls(machine, &c, im, im->functions[function].address);
    for (size_t i = 0; i < im->thunk_count; i++)
        if (im->functions[im->thunks[i]].thunk == im->functions[function].address)
            add_calls(machine, &c, im, im->functions[im->thunks[i]].address);
    aa_mcandidates_sort(&c);
    for (size_t i = 0; i < c.functions.count; i++) {
        const aa_mflow *flow = aa_mflow_of(machine->flows, im, ((const uint32_t *)c.functions.items)[i]);
        for (size_t k = 0; flow != NULL && k < flow->call_count; k++)
            if (flow->calls[k].kind == AA_MCALL_LOCAL && flow->calls[k].function == function)
                push_site(machine, &out, im, flow, &flow->calls[k]);
    }
    return (aa_msites){out.items, out.count};
}

bool aa_machine_imports(aa_machine *machine, const char *symbol)
{
    for (size_t i = 0; i < machine->base->image_count; i++) {
        const aa_macho *m = machine->base->images[i].macho;
        for (size_t k = 0; k < m->import_count; k++)
            if (aa_mname_fits(m->imports[k].name, symbol))
                return true;
    }
    return false;
}

/* ---- arguments
 * --------------------------------------------------------------------------------------------- */

bool aa_msite_int(aa_machine *machine, const aa_msite *site, size_t i, int64_t *out)
{
    aa_morigins o = aa_msite_origins(machine, site, i);
    if (o.count != 1 || o.items[0].kind != AA_MORIGIN_INT || !o.items[0].exact)
        return false;
    *out = o.items[0].number;
    return true;
}

bool aa_msite_text(aa_machine *machine, const aa_msite *site, size_t i, aa_bytes *out)
{
    aa_morigins o = aa_msite_origins(machine, site, i);
    if (o.count != 1 || o.items[0].kind != AA_MORIGIN_TEXT || !o.items[0].exact)
        return false;
    *out = o.items[0].text;
    return true;
}

aa_mreach aa_machine_reach(aa_machine *machine, uint32_t image, uint32_t function)
{
    const aa_mreach_map *map = machine->base->reach;
    if (map == NULL || image >= machine->base->image_count ||
        function >= machine->base->images[image].function_count)
        return (aa_mreach){.state = AA_MREACH_MAYBE, .function = AA_NO_FUNCTION};
    return map->of[image][function];
}

const char *aa_machine_function_name(aa_machine *machine, uint32_t image, uint32_t function)
{
    return image < machine->base->image_count
               ? aa_image_function_name(machine->arena, &machine->base->images[image], function)
               : "?";
}
