/*
 * Text as XML 1.0. Characters that XML cannot hold at all, even escaped, become U+FFFD.
 */
#ifndef AA_REPORTS_MACHINE_XML_H
#define AA_REPORTS_MACHINE_XML_H

#include "base/str.h"

/* Appends | name="text"|. */
void aa_xml_attribute(aa_str *out, const char *name, const char *text);

/* Appends |text| as content of an element. */
void aa_xml_text(aa_str *out, const char *text);

#endif
