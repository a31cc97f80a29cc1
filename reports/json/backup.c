#include "reports/json/parts.h"

static void put_rule(aa_json *j, const aa_backup_rule *rule)
{
    aa_json_open_object(j, NULL);
    aa_json_bool(j, "include", rule->include);
    aa_json_text(j, "domain", rule->domain);
    aa_json_text(j, "path", rule->path);
    aa_json_text(j, "require_flags", rule->require_flags);
    aa_json_close_object(j);
}

/* One array: the rules in force, then those of each other device configuration. */
static void put_sets(aa_json *j, const char *key, const aa_backup_set *set)
{
    aa_json_open_array(j, key);
    for (; set != NULL; set = set->other_variant) {
        aa_json_open_object(j, NULL);
        aa_json_bool(j, "present", set->present);
        aa_json_bool(j, "off", set->off);
        aa_json_text(j, "refusal", set->refusal);
        aa_json_flag(j, "disable_if_no_encryption", &set->disable_if_no_encryption);
        aa_json_open_array(j, "rules");
        for (size_t i = 0; i < set->rule_count; i++)
            put_rule(j, &set->rules[i]);
        aa_json_close_array(j);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

void aa_json_backup(aa_json *j, const aa_backup *backup)
{
    aa_json_open_object(j, "backup");
    aa_json_tri(j, "allowed", backup->allowed);
    aa_json_tri(j, "device_allowed", backup->device_allowed);
    put_sets(j, "full", &backup->full_backup);
    put_sets(j, "cloud", &backup->cloud);
    put_sets(j, "device", &backup->device);
    aa_json_close_object(j);
}
