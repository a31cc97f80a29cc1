#include "facts/pinning.h"

#include "reports/json/parts.h"

static void put_item(aa_json *j, const aa_pinned *item, int64_t today)
{
    aa_pin_reason reason = AA_PIN_NO_REASON;
    aa_pin_state state = aa_pinned_state(item, today, &reason);
    aa_json_open_object(j, NULL);
    aa_json_text(j, "mechanism", aa_pin_mechanism_name(item->mechanism));
    aa_json_text(j, "state", aa_pin_state_name(state));
    if (reason != AA_PIN_NO_REASON)
        aa_json_text(j, "reason", aa_pin_reason_name(reason));
    aa_json_text(j, "host", item->host);
    aa_json_bool(j, "subdomains", item->subdomains);
    aa_json_list(j, "pins", item->pins, item->pin_count);
    aa_json_place(j, &item->place);
    aa_json_close_object(j);
}

static void put_host(aa_json *j, const aa_pinning *pinning, const aa_contacted *host, int64_t today)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "host", host->host);
    aa_json_bool(j, "own", host->own);
    aa_json_text(j, "state", aa_pin_state_name(aa_pinning_best(pinning, host->host, today)));
    aa_json_open_object(j, "by");
    for (int m = 0; m < AA_PIN_MECHANISM_COUNT; m++)
        aa_json_text(j, aa_pin_mechanism_name((aa_pin_mechanism)m),
                     aa_pin_state_name(aa_pinning_state(pinning, (aa_pin_mechanism)m, host->host, today)));
    aa_json_close_object(j);
    aa_json_close_object(j);
}

void aa_json_pinning(aa_json *j, const aa_pinning *pinning, int64_t today)
{
    aa_json_open_object(j, "pinning");
    aa_json_bool(j, "complete", pinning->complete);
    aa_json_open_array(j, "items");
    for (size_t i = 0; i < pinning->count; i++)
        put_item(j, &pinning->items[i], today);
    aa_json_close_array(j);
    aa_json_open_array(j, "hosts");
    for (size_t i = 0; i < pinning->host_count; i++)
        put_host(j, pinning, &pinning->hosts[i], today);
    aa_json_close_array(j);
    aa_json_close_object(j);
}
