#include "machine/machine.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "machine/machine_internal.h"

/*
 * From what the system calls by itself, over calls, pointers taken, messages sent and classes used. A message
 * reaches every method of that name; a class that is used may get any message that the app itself does not
 * send (the system's callbacks). Swift's tables of methods are not resolved: what stands in one may be
 * reached.
 */

/* Memory of an image that lies further apart than that many times its bytes is looked at again and again:
 * what is kept must not be more than the file. */
#define MOST_GAPS 4U

#define SENT_LAST 1021U /* places to remember selectors in that were sent */

typedef struct place_of {
    uint32_t image, function;
} place_of;

/* Methods of the app by selector, classes by name, selectors that are sent. */
typedef struct named {
    uint64_t hash;
    aa_bytes name;
    uint32_t image, index; /* function; class */
    uint8_t state;         /* the highest in which all of that name were reached, on the first of them */
    bool callback;         /* of a selector that is sent */
} named;

/* Sorted by hash, name, image and index. */
typedef struct name_list {
    aa_vec list; /* named */
    aa_buckets steps;
} name_list;

#define LENGTHS 64U

/* Addresses of an image that were looked at: who names or calls one later reaches nothing more by it. */
typedef struct looked_at {
    uint64_t from, to; /* equal: nothing is kept, everything is looked at again */
    uint8_t *named;    /* a bit for each byte of its memory */
    uint8_t *called;   /* a bit for each instruction */
} looked_at;

typedef struct walk {
    aa_arena *arena;
    const aa_image *images;
    size_t count;
    looked_at *seen; /* by image */
    aa_mreach **of;
    name_list methods, classes, sent;
    uint64_t class_lengths[256]; /* by first byte: a bit for each length that names of classes have */
    uint64_t lengths;            /* of all */
    aa_vec queue;                /* place_of */
    size_t next;
    uint8_t state; /* of what is found now */
    bool failed;
} walk;

static uint64_t hash_of(aa_bytes name)
{
    uint64_t h = name.n, rest = 0;
    size_t i = 0;
    for (; i + 8 <= name.n; i += 8) {
        h = (h ^ aa_le64(name.p + i)) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 29;
    }
    for (; i < name.n; i++)
        rest = rest << 8 | name.p[i];
    h = (h ^ rest) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 32;
}

/* Most methods of an app share the bytes of their selector with others of the name. */
static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    int order = x->name.p == y->name.p && x->name.n == y->name.n ? 0 : aa_bytes_compare(x->name, y->name);
    if (order != 0)
        return order;
    if (x->image != y->image)
        return x->image < y->image ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* ---- tables
 * ------------------------------------------------------------------------------------------------ */

/* What UIKit and Foundation call on objects of the app, although the app itself sends it too: to super.
 * Source: Apple, UIViewController, UIView, UIResponder, UIApplicationDelegate, NSOperation. */
static bool is_callback(aa_bytes selector)
{
    static const char *const names[] = {"viewDidLoad",
                                        "loadView",
                                        "viewWillAppear:",
                                        "viewDidAppear:",
                                        "viewWillDisappear:",
                                        "viewDidDisappear:",
                                        "viewWillLayoutSubviews",
                                        "viewDidLayoutSubviews",
                                        "viewIsAppearing:",
                                        "awakeFromNib",
                                        "prepareForSegue:sender:",
                                        "prepareForReuse",
                                        "initWithCoder:",
                                        "initWithFrame:",
                                        "initWithNibName:bundle:",
                                        "initWithStyle:reuseIdentifier:",
                                        "encodeWithCoder:",
                                        "layoutSubviews",
                                        "drawRect:",
                                        "didMoveToWindow",
                                        "didMoveToSuperview",
                                        "touchesBegan:withEvent:",
                                        "touchesMoved:withEvent:",
                                        "touchesEnded:withEvent:",
                                        "motionEnded:withEvent:",
                                        "didReceiveMemoryWarning",
                                        "traitCollectionDidChange:",
                                        "viewWillTransitionToSize:withTransitionCoordinator:",
                                        "observeValueForKeyPath:ofObject:change:context:",
                                        "dealloc",
                                        "init",
                                        "main",
                                        "start"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(selector, names[i]))
            return true;
    return false;
}

static void add_name(walk *w, name_list *to, aa_bytes name, uint32_t image, uint32_t index)
{
    named *n = aa_vec_push(w->arena, &to->list);
    if (n == NULL)
        w->failed = true;
    else
        *n = (named){.hash = hash_of(name), .name = name, .image = image, .index = index};
}

/* Linkers that do not fold references make one in each file of a program: all of one text. */
static void add_sent(walk *w, const uint8_t **last, aa_bytes name, uint32_t image, uint32_t index)
{
    const uint8_t **slot = &last[(uintptr_t)name.p % SENT_LAST];
    if (*slot != name.p)
        add_name(w, &w->sent, name, image, index);
    *slot = name.p;
}

static void order_names(walk *w, name_list *of)
{
    if (of->list.count > 0)
        qsort(of->list.items, of->list.count, of->list.item_size, by_name);
    w->failed = w->failed ||
                !aa_buckets_make(w->arena, of->list.items, of->list.count, of->list.item_size, &of->steps);
}

static named *name_at(const name_list *in, size_t i)
{
    return (named *)in->list.items + i;
}

/* The first of that name; |list.count|: there is none. */
static size_t first_named(const name_list *in, aa_bytes name)
{
    uint64_t hash = hash_of(name);
    size_t low, high;
    aa_buckets_find(&in->steps, in->list.count, hash, &low, &high);
    AA_BISECT_FROM(low, low, high, mid,
                   name_at(in, mid)->hash < hash || (name_at(in, mid)->hash == hash &&
                                                     aa_bytes_compare(name_at(in, mid)->name, name) < 0));
    return low < in->list.count && aa_bytes_equal(name_at(in, low)->name, name) ? low : in->list.count;
}

static uint64_t length_bit(uint64_t length)
{
    return UINT64_C(1) << (length < LENGTHS ? length : LENGTHS - 1);
}

static bool may_be_class(const walk *w, aa_bytes name)
{
    return name.n > 0 && (w->class_lengths[name.p[0]] & length_bit(name.n)) != 0;
}

static void collect_names(walk *w, uint32_t i)
{
    const uint8_t *last[SENT_LAST] = {NULL};
    const aa_image *image = &w->images[i];
    for (uint32_t f = 0; f < image->function_count; f++)
        if (image->functions[f].selector.n > 0)
            add_name(w, &w->methods, image->functions[f].selector, i, f);
    for (uint32_t c = 0; c < image->objc->class_count; c++) {
        aa_bytes name = image->objc->classes[c].name;
        add_name(w, &w->classes, name, i, c);
        if (name.n > 0)
            w->class_lengths[name.p[0]] |= length_bit(name.n);
        w->lengths |= length_bit(name.n);
    }
    for (uint32_t k = 0; k < image->objc->selector_count; k++) {
        const aa_image_mention *first;
        if (aa_image_mentions_of(image, image->objc->selectors[k].address, &first) > 0)
            add_sent(w, last, image->objc->selectors[k].name, i, k);
    }
    for (uint32_t k = 0; k < image->macho->stub_count; k++)
        if (image->macho->stubs[k].import == AA_MACHO_NO_IMPORT && image->macho->stubs[k].selector.n > 0)
            add_sent(w, last, image->macho->stubs[k].selector, i, k);
}

static void collect(walk *w)
{
    for (uint32_t i = 0; i < w->count; i++)
        if (w->images[i].readable)
            collect_names(w, i);
    order_names(w, &w->methods);
    order_names(w, &w->classes);
    order_names(w, &w->sent);
    for (size_t i = 0; i < w->sent.list.count; i++) /* the first of a name is the one that is asked */
        if (i == 0 || name_at(&w->sent, i)->hash != name_at(&w->sent, i - 1)->hash)
            name_at(&w->sent, i)->callback = is_callback(name_at(&w->sent, i)->name);
}

/* The app itself sends it, and the system does not. */
static bool is_sent_by_app_alone(const walk *w, aa_bytes selector)
{
    size_t i = first_named(&w->sent, selector);
    return i < w->sent.list.count && !name_at(&w->sent, i)->callback;
}

/* ---- spreading
 * ----------------------------------------------------------------------------------------------- */

typedef struct source {
    uint8_t how;
    uint32_t image, function;
    uint64_t at;
} source;

static void reach(walk *w, uint32_t image, uint32_t function, const source *from)
{
    if (function == AA_NO_FUNCTION)
        return;
    aa_mreach *r = &w->of[image][function];
    if (r->state >= w->state)
        return;
    *r = (aa_mreach){w->state, from->how, from->image, from->function, from->at};
    place_of *p = aa_vec_push(w->arena, &w->queue);
    if (p == NULL)
        w->failed = true;
    else
        *p = (place_of){image, function};
}

/* The first of |name|, now marked as reached; |list.count|: there is none, or it was before. */
static size_t first_new(const walk *w, const name_list *in, aa_bytes name)
{
    size_t first = first_named(in, name);
    if (first == in->list.count || name_at(in, first)->state >= w->state)
        return in->list.count;
    name_at(in, first)->state = w->state;
    return first;
}

/* Every method of that name. */
static void reach_selector(walk *w, aa_bytes selector, const source *from)
{
    const name_list *in = &w->methods;
    for (size_t i = first_new(w, in, selector);
         i < in->list.count && aa_bytes_equal(name_at(in, i)->name, selector); i++)
        reach(w, name_at(in, i)->image, name_at(in, i)->index, from);
}

/* The system's callbacks of a class that is used. */
static void reach_class(walk *w, aa_bytes name, const source *from)
{
    const name_list *in = &w->classes;
    source here = *from;
    here.how = from->how == AA_MREACH_BY_FILE ? AA_MREACH_BY_FILE : AA_MREACH_BY_CLASS;
    if (!may_be_class(w, name))
        return;
    for (size_t i = first_new(w, in, name); i < in->list.count && aa_bytes_equal(name_at(in, i)->name, name);
         i++) {
        uint32_t number = name_at(in, i)->image;
        const aa_image *image = &w->images[number];
        const aa_objc_class *c = &image->objc->classes[name_at(in, i)->index];
        for (uint32_t k = 0; k < c->method_count; k++)
            if (!is_sent_by_app_alone(w, c->methods[k].selector))
                reach(w, number, aa_image_function_from(image, c->methods[k].code), &here);
    }
}

static bool mark(uint8_t *bits, uint64_t bit)
{
    uint8_t here = (uint8_t)(1U << (bit & 7));
    bool new = (bits[bit / 8] & here) == 0;
    bits[bit / 8] |= here;
    return new;
}

/* True the first time that something names |address|, and when that is not remembered. */
static bool is_new(walk *w, uint32_t image, uint64_t address)
{
    looked_at *l = &w->seen[image];
    return address < l->from || address >= l->to || mark(l->named, address - l->from);
}

/* The same of calls. */
static bool is_new_callee(walk *w, uint32_t image, uint64_t address)
{
    looked_at *l = &w->seen[image];
    return address < l->from || address >= l->to || mark(l->called, (address - l->from) / 4);
}

#define STRING_BYTES  32U /* of a constant string: class, flags, text, length */
#define STRING_FLAGS  8U
#define STRING_WIDE   0x10U
#define STRING_LENGTH 24U

/* The name of a class as a text: UIApplicationMain(), NSClassFromString(). True: it is a text, and
 * nothing else. */
static bool reach_text(walk *w, const aa_image *image, const aa_image_range *range, uint64_t address,
                       source *from)
{
    aa_bytes object, text;
    if (!aa_bytes_sub(range->data, address - range->address, STRING_BYTES, &object))
        return false;
    bool wide = (object.p[STRING_FLAGS] & STRING_WIDE) != 0; /* then it has fewer units than bytes here */
    if (!wide && (w->lengths & length_bit(aa_le64(object.p + STRING_LENGTH))) == 0)
        return !range->shared;
    if (!aa_objc_string(w->arena, image->macho, address, &text))
        return false;
    from->how = AA_MREACH_BY_CLASS;
    reach_class(w, text, from);
    return true;
}

/* What the instruction at |at| mentions. */
static void spread_mention(walk *w, uint32_t image_index, const aa_image_mention *m, uint32_t function)
{
    const aa_image *image = &w->images[image_index];
    source from = {AA_MREACH_BY_POINTER, image_index, function, aa_image_address(image, m->at)};
    uint64_t address = aa_image_address(image, m->to);
    if (!is_new(w, image_index, address))
        return;
    uint32_t to = aa_image_function_from(image, address);
    if (to != AA_NO_FUNCTION && to != function) {
        reach(w, image_index, to, &from);
        return;
    }
    const aa_image_range *range = aa_image_range_at(image, address);
    aa_bytes selector =
        range == NULL || range->refs ? aa_objc_selector_at(image->objc, address) : aa_bytes_none();
    if (selector.n > 0) {
        from.how = AA_MREACH_BY_SELECTOR;
        reach_selector(w, selector, &from);
        return;
    }
    aa_bytes class_name =
        range == NULL || range->refs ? aa_objc_class_ref_at(image->objc, address) : aa_bytes_none();
    if (class_name.n == 0)
        class_name = aa_image_class_at(image, address);
    if (class_name.n > 0) {
        from.how = AA_MREACH_BY_CLASS;
        reach_class(w, class_name, &from);
        return;
    }
    if (range != NULL && range->strings && reach_text(w, image, range, address, &from))
        return;
    /* a pointer in constant data: a block's descriptor, a table that is named in code */
    const aa_macho_fixup *fixup = aa_macho_fixup_at(image->macho, address);
    if (fixup != NULL && fixup->import == AA_MACHO_NO_IMPORT) {
        to = aa_image_function_from(image, fixup->target);
        if (to != AA_NO_FUNCTION)
            reach(w, image_index, to, &from);
    }
    /* the same as a distance: what starts asynchronous functions */
    aa_bytes word;
    if (range != NULL && range->memory == AA_MEMORY_CONSTANT &&
        aa_bytes_sub(range->data, address - range->address, 4, &word)) {
        to = aa_image_function_from(image, address + (uint64_t)(int64_t)(int32_t)aa_le32(word.p));
        if (to != AA_NO_FUNCTION)
            reach(w, image_index, to, &from);
    }
    /* a global block: its code lies 16 bytes on */
    fixup = aa_macho_fixup_at(image->macho, address + 16);
    if (fixup != NULL && fixup->import == AA_MACHO_NO_IMPORT) {
        to = aa_image_function_from(image, fixup->target);
        if (to != AA_NO_FUNCTION)
            reach(w, image_index, to, &from);
    }
}

static void spread_call(walk *w, uint32_t image_index, const aa_image_mention *m, uint32_t function)
{
    const aa_image *image = &w->images[image_index];
    source from = {AA_MREACH_BY_CALL, image_index, function, aa_image_address(image, m->at)};
    uint64_t address = aa_image_address(image, m->to);
    if (!is_new_callee(w, image_index, address))
        return;
    uint32_t to = aa_image_function_from(image, address);
    if (to != AA_NO_FUNCTION) {
        reach(w, image_index, to, &from);
        return;
    }
    aa_callee callee = aa_image_callee(image, address);
    if (callee.kind == AA_CALLEE_SELECTOR) {
        from.how = AA_MREACH_BY_SELECTOR;
        reach_selector(w, callee.name, &from);
    } else if (callee.kind == AA_CALLEE_IMPORT) {
        /* another image of the app may export it */
        for (uint32_t i = 0; i < w->count; i++)
            for (size_t k = 0; i != image_index && k < w->images[i].macho->export_count; k++)
                if (aa_bytes_equal(w->images[i].macho->exports[k].name, callee.name))
                    reach(w, i, aa_image_function_from(&w->images[i], w->images[i].macho->exports[k].address),
                          &from);
    }
}

#define AHEAD 6U /* of the queue; what lies there is anywhere in memory */

static void fetch_ahead(const walk *w)
{
    if (w->next + AHEAD >= w->queue.count)
        return;
    place_of p = ((const place_of *)w->queue.items)[w->next + AHEAD];
    const aa_image *image = &w->images[p.image];
    __builtin_prefetch(image->calls_by_place + image->first_call[p.function]);
    __builtin_prefetch(image->mentions_by_place + image->first_mention[p.function]);
}

static void run(walk *w)
{
    for (; w->next < w->queue.count && !w->failed; w->next++) {
        place_of p = ((const place_of *)w->queue.items)[w->next];
        const aa_image *image = &w->images[p.image];
        w->state = w->of[p.image][p.function].state;
        fetch_ahead(w);
        for (size_t i = image->first_call[p.function]; i < image->first_call[p.function + 1]; i++)
            spread_call(w, p.image, &image->calls_by_place[i], p.function);
        for (size_t i = image->first_mention[p.function]; i < image->first_mention[p.function + 1]; i++)
            spread_mention(w, p.image, &image->mentions_by_place[i], p.function);
    }
}

static void prepare_seen(walk *w, const aa_image *image, looked_at *out)
{
    uint64_t from = UINT64_MAX, to = 0, bytes = 0;
    for (size_t i = 0; i < image->range_count; i++) {
        const aa_image_range *r = &image->ranges[i];
        from = r->address < from ? r->address : from;
        to = r->address + r->data.n > to ? r->address + r->data.n : to;
        bytes += r->data.n;
    }
    if (from >= to || to - from > MOST_GAPS * bytes)
        return;
    out->named = aa_arena_alloc(w->arena, (size_t)((to - from) / 8 + 1));
    out->called = aa_arena_alloc(w->arena, (size_t)((to - from) / 32 + 1));
    bool both = out->named != NULL && out->called != NULL;
    w->failed = w->failed || !both;
    out->from = from;
    out->to = both ? to : from;
}

static bool prepare(walk *w)
{
    w->seen = aa_arena_array(w->arena, w->count, sizeof *w->seen);
    if (w->seen == NULL)
        return false;
    for (size_t i = 0; i < w->count; i++) {
        const aa_image *image = &w->images[i];
        prepare_seen(w, image, &w->seen[i]);
        w->of[i] = aa_arena_array(w->arena, image->function_count, sizeof *w->of[i]);
        if (w->of[i] == NULL)
            return false;
        for (size_t f = 0; f < image->function_count; f++)
            w->of[i][f].function = AA_NO_FUNCTION;
    }
    return !w->failed;
}

static void seed(walk *w, const aa_mreach_names *names)
{
    source outside = {AA_MREACH_BY_ENTRY, 0, AA_NO_FUNCTION, 0};
    for (uint32_t i = 0; i < w->count; i++)
        for (uint32_t f = 0; f < w->images[i].function_count; f++)
            if (w->images[i].functions[f].is_entry && w->images[i].is_app)
                reach(w, i, f, &outside);
    outside.how = AA_MREACH_BY_FILE;
    for (size_t i = 0; i < names->class_count; i++)
        reach_class(w, aa_bytes_of(names->classes[i], strlen(names->classes[i])), &outside);
    for (size_t i = 0; i < names->selector_count; i++)
        reach_selector(w, aa_bytes_of(names->selectors[i], strlen(names->selectors[i])), &outside);
}

/* What stands in tables of methods may be called by dispatch that is not resolved; what a framework offers
 * may be called in ways that are not seen. */
static void seed_maybe(walk *w)
{
    source table = {AA_MREACH_BY_TABLE, 0, AA_NO_FUNCTION, 0};
    for (uint32_t i = 0; i < w->count; i++)
        for (uint32_t f = 0; f < w->images[i].function_count; f++)
            if ((w->images[i].functions[f].taken_in_data && w->images[i].functions[f].selector.n == 0) ||
                w->images[i].functions[f].is_entry)
                reach(w, i, f, &table);
}

aa_err aa_mreach_find(aa_arena *arena, const aa_image *images, size_t count, const aa_mreach_names *names,
                      const aa_mreach_map **out)
{
    walk w = {.arena = arena,
              .images = images,
              .count = count,
              .methods = {.list = AA_VEC_INIT(named)},
              .classes = {.list = AA_VEC_INIT(named)},
              .sent = {.list = AA_VEC_INIT(named)},
              .queue = AA_VEC_INIT(place_of),
              .state = AA_MREACH_YES};
    aa_mreach_map *map = aa_arena_alloc(arena, sizeof *map);
    w.of = aa_arena_array(arena, count, sizeof *w.of);
    if (map == NULL || w.of == NULL || !prepare(&w))
        return AA_E_NOMEM;
    collect(&w);
    if (w.failed)
        return AA_E_NOMEM;
    seed(&w, names);
    run(&w);
    w.state = AA_MREACH_MAYBE;
    seed_maybe(&w);
    run(&w);
    map->of = w.of;
    *out = map;
    return w.failed ? AA_E_NOMEM : AA_OK;
}
