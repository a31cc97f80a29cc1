#include <stdlib.h>
#include <string.h>

#include "code/use_pin.h"
#include "code/use_url.h"
#include "facts/code.h"
#include "facts/hosts.h"
#include "facts/pinning.h"
#include "facts/source.h"

typedef struct collection {
    aa_source *source;
    aa_code *code; /* NULL: no bytecode */
    aa_vec items, hosts;
} collection;

static const char *copy(collection *c, const char *text)
{
    const char *kept = text == NULL ? NULL : aa_arena_strdup(c->source->arena, text);
    if (text != NULL && kept == NULL)
        c->source->failed = true;
    return kept;
}

static aa_pinned *add(collection *c, aa_pinned item)
{
    aa_pinned *slot = aa_source_push(c->source, &c->items);
    if (slot != NULL)
        *slot = item;
    return slot;
}

/* ---- network security config
 * ------------------------------------------------------------------------------- */

static bool is_overridden(const aa_host_policy *host)
{
    for (size_t i = 0; i < host->anchor_count; i++)
        if (host->anchors[i].override_pins)
            return true;
    return false;
}

static void add_config(collection *c, const aa_host_policy *host)
{
    const char **pins = aa_arena_array(c->source->arena, host->pin_count + 1, sizeof *pins);
    size_t sound = 0;
    if (pins == NULL) {
        c->source->failed = true;
        return;
    }
    for (size_t i = 0; i < host->pin_count; i++) {
        pins[i] = host->pins[i].value != NULL ? host->pins[i].value : "";
        sound += host->pins[i].well_formed;
    }
    aa_pin_reason reason = sound == 0            ? AA_PIN_BAD_FORM
                           : is_overridden(host) ? AA_PIN_OVERRIDDEN
                                                 : AA_PIN_NO_REASON;
    add(c, (aa_pinned){.mechanism = AA_PIN_CONFIG,
                       .state = reason == AA_PIN_NO_REASON ? AA_PIN_ATTACHED : AA_PIN_INEFFECTIVE,
                       .reason = reason,
                       .host = host->domain,
                       .subdomains = host->include_subdomains,
                       .pins = pins,
                       .pin_count = host->pin_count,
                       .until = host->pin_expiration_day,
                       .place = host->pins[0].place,
                       .in = AA_NO_ID,
                       .given_in = AA_NO_ID});
}

/* ---- code
 * -------------------------------------------------------------------------------------------------- */

static aa_place place_of(collection *c, aa_method_id method, uint32_t pc)
{
    const aa_program *p = aa_code_base_of(c->code)->program;
    const aa_method *m = aa_program_method(p, method);
    const aa_unit *unit = aa_program_unit(p, m->unit);
    return (aa_place){.artifact = unit->artifact,
                      .member = unit->member,
                      .class_name = copy(c, aa_code_class_name(c->code, method)),
                      .method = copy(c, aa_code_method_name(c->code, method)),
                      .line = aa_code_line(c->code, method, pc),
                      .offset = AA_NO_OFFSET};
}

static aa_pin_state state_of(aa_pin_fault fault, aa_pin_reason *reason)
{
    static const struct {
        aa_pin_state state;
        aa_pin_reason reason;
    } states[] = {
        [AA_PIN_SOUND] = {AA_PIN_ATTACHED, AA_PIN_NO_REASON},
        [AA_PIN_NEVER_GIVEN] = {AA_PIN_CONFIGURED, AA_PIN_NOT_GIVEN},
        [AA_PIN_GIVEN_UNRUN] = {AA_PIN_CONFIGURED, AA_PIN_NOT_REACHED},
        [AA_PIN_EMPTY] = {AA_PIN_INEFFECTIVE, AA_PIN_NO_PINS},
        [AA_PIN_MALFORMED] = {AA_PIN_INEFFECTIVE, AA_PIN_BAD_FORM},
        [AA_PIN_SWITCHABLE] = {AA_PIN_UNKNOWN, AA_PIN_BY_SETTING},
        [AA_PIN_NOT_FOLLOWED] = {AA_PIN_UNKNOWN, AA_PIN_NOT_TOLD},
    };

    *reason = states[fault].reason;
    return states[fault].state;
}

static const char *const *copy_list(collection *c, const char *const *list, size_t count)
{
    const char **kept = aa_arena_array(c->source->arena, count + 1, sizeof *kept);
    for (size_t i = 0; kept != NULL && i < count; i++)
        kept[i] = copy(c, list[i]);
    c->source->failed = c->source->failed || kept == NULL;
    return kept;
}

static void add_use(collection *c, const aa_pin_use *use)
{
    static const aa_pin_mechanism mechanisms[] = {
        [AA_PIN_KIND_OKHTTP] = AA_PIN_OKHTTP,
        [AA_PIN_KIND_TRUST_MANAGER] = AA_PIN_TRUST_MANAGER,
        [AA_PIN_KIND_ANCHORS] = AA_PIN_ANCHORS,
        [AA_PIN_KIND_TRUSTKIT] = AA_PIN_TRUSTKIT,
    };
    aa_pinned item = {.mechanism = mechanisms[use->kind],
                      .host = copy(c, use->host),
                      .pins = copy_list(c, use->pins, use->pin_count),
                      .pin_count = use->pin_count,
                      .until = INT64_MIN,
                      .place = place_of(c, use->in, use->pc),
                      .in = use->in,
                      .pc = use->pc,
                      .given_in = use->given_in,
                      .given_pc = use->given_pc};
    item.state = state_of(use->fault, &item.reason);
    add(c, item);
}

/* ---- hosts
 * ------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const aa_contacted *)a)->host, ((const aa_contacted *)b)->host);
}

static bool is_own(collection *c, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(c->code)->program;
    return aa_code_owner_of(c->code, aa_program_method(p, method)->owner) != AA_CODE_LIBRARY;
}

/* Code that is not a library's has the address in its hands. */
static bool is_named_by_own(collection *c, const aa_url_use *use)
{
    bool own = is_own(c, use->in);
    for (const aa_step *step = use->way; step != NULL && !own; step = step->next)
        own = is_own(c, step->in);
    return own;
}

static void add_host(collection *c, const aa_url_use *use)
{
    if (use->host == NULL || strchr(use->host, '.') == NULL || aa_host_scope_of(use->host) != AA_HOST_PUBLIC)
        return;
    bool own = is_named_by_own(c, use);
    aa_contacted *hosts = c->hosts.items;
    for (size_t i = 0; i < c->hosts.count; i++) {
        if (strcmp(hosts[i].host, use->host) == 0) {
            hosts[i].own = hosts[i].own || own;
            return;
        }
    }
    aa_contacted *slot = aa_source_push(c->source, &c->hosts);
    if (slot != NULL)
        *slot = (aa_contacted){copy(c, use->host), own, use->in, use->pc};
}

static void collect_code(collection *c, aa_pinning *out)
{
    aa_pin_uses uses = aa_code_pins(c->code);
    for (size_t i = 0; i < uses.count; i++)
        add_use(c, &uses.items[i]);
    out->libraries[AA_PIN_OKHTTP] = uses.okhttp;
    out->libraries[AA_PIN_TRUSTKIT] = uses.trustkit;
    aa_url_uses urls = aa_code_urls(c->code);
    for (size_t i = 0; i < urls.count; i++)
        add_host(c, &urls.items[i]);
    if (c->hosts.count > 0)
        qsort(c->hosts.items, c->hosts.count, sizeof(aa_contacted), by_name);
    c->source->failed = c->source->failed || aa_code_failed(c->code);
}

aa_err aa_collect_pinning(aa_source *source, aa_facts *facts)
{
    collection c = {.source = source, .items = AA_VEC_INIT(aa_pinned), .hosts = AA_VEC_INIT(aa_contacted)};
    aa_pinning *out = aa_arena_alloc(source->arena, sizeof *out);
    const aa_code_base *base = aa_facts_code(facts);
    if (out == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < facts->network.domain_count; i++)
        if (facts->network.domains[i].pin_count > 0 && facts->network.domains[i].domain != NULL)
            add_config(&c, &facts->network.domains[i]);
    c.code = base == NULL ? NULL : aa_code_new(base);
    if (base != NULL && c.code == NULL)
        return AA_E_NOMEM;
    if (c.code != NULL)
        collect_code(&c, out);
    if (c.code != NULL)
        aa_facts_give_read(facts, c.code);
    aa_area_state state = facts->coverage.area[AA_AREA_CODE];
    out->complete = state == AA_AREA_READ || state == AA_AREA_ABSENT;
    out->items = c.items.items;
    out->count = c.items.count;
    out->hosts = c.hosts.items;
    out->host_count = c.hosts.count;
    facts->pinning = out;
    return aa_source_status(source);
}
