#include "facts/libraries.h"
#include "reports/json/parts.h"

static void put_evidence(aa_json *j, const aa_library_evidence *e)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "proof", aa_library_proof_name(e->proof));
    aa_json_text(j, "version", e->version);
    aa_json_text(j, "detail", e->detail);
    aa_json_place(j, &e->place);
    aa_json_close_object(j);
}

static void put_library(aa_json *j, const aa_library *l)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "purl", l->purl);
    aa_json_text(j, "name", l->name);
    aa_json_text(j, "version", l->version);
    aa_json_text(j, "vendor", l->vendor);
    aa_json_text(j, "licence", l->licence);
    aa_json_text(j, "collects", l->collects);
    aa_json_uint(j, "seen", l->seen_count);
    aa_json_open_array(j, "evidence");
    for (size_t i = 0; i < l->evidence_count; i++)
        put_evidence(j, &l->evidence[i]);
    aa_json_close_array(j);
    aa_json_close_object(j);
}

void aa_json_libraries(aa_json *j, const aa_libraries *libraries)
{
    if (libraries == NULL)
        return;
    aa_json_open_array(j, "libraries");
    for (size_t i = 0; i < libraries->count; i++)
        put_library(j, &libraries->items[i]);
    aa_json_close_array(j);
}
