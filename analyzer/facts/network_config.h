/*
 * The network security config as the platform builds it: inheritance, defaults, what it refuses.
 * Internal to the facts layer.
 *
 * Source: AOSP frameworks/base/core/java/android/security/net/config: XmlConfigSource.java,
 * NetworkSecurityConfig.java, Pin.java, PinSet.java, ManifestConfigSource.java.
 */
#ifndef AA_FACTS_NETWORK_CONFIG_H
#define AA_FACTS_NETWORK_CONFIG_H

#include "facts/source.h"

/* Some <pin-set>. */
typedef struct aa_pin_set {
    const aa_pin *pins;
    size_t count;
    const char *expiration; /* as written; NULL: none */
    int64_t expiration_day; /* days since 1970-01-01; INT64_MIN: none or not a date */
    const char *fault;      /* what the platform refuses, or NULL */
    const char *fault_text; /* the text it refuses */
} aa_pin_set;

/* Reads |element|, a <pin-set> of |doc|. */
aa_pin_set aa_pin_set_read(aa_source *source, const aa_source_doc *doc, const xmlNode *element);

/* Days since 1970-01-01 of a date as SimpleDateFormat("yyyy-MM-dd"), not lenient, parses it. */
bool aa_pin_set_day(const char *text, int64_t *day_out);

/* How many bytes android.util.Base64.decode() makes of |text|; -1 when it throws. */
long aa_pin_set_decoded_size(const char *text);

/* What the platform does without a config: usesCleartextTraffic and the defaults of the target SDK. */
aa_network_policy aa_network_default(aa_source *source, const aa_manifest *manifest);

/*
 * What |config| makes of it. |debug|: the resource "<name>_debug" that debuggable apps read too when
 * |config| has no <debug-overrides>; NULL: none.
 */
aa_network_policy aa_network_parse(aa_source *source, const aa_manifest *manifest,
                                   const aa_source_doc *config, const aa_source_doc *debug);

/*
 * One policy for |count| (at least 1) variants of the config, of which the device's configuration chooses.
 * Where they agree that holds; where they do not, cleartext is AA_UNKNOWN and trust is the weakest of them.
 * |*differ_out| says whether they disagree anywhere.
 */
aa_network_policy aa_network_merge(aa_source *source, const aa_network_policy *variants, size_t count,
                                   bool *differ_out);

#endif
