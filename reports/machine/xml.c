#include "reports/machine/xml.h"

#include "base/utf8.h"

/* Char of XML 1.0 (2.2), without the controls that XML 1.1 discourages. */
static bool is_char(uint32_t cp)
{
    if (cp == '\t' || cp == '\n' || cp == '\r')
        return true;
    if (cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0xFDD0 && cp <= 0xFDEF))
        return false;
    return (cp & 0xFFFE) != 0xFFFE && !(cp >= 0xD800 && cp <= 0xDFFF);
}

static void put(aa_str *out, const char *text, bool in_attribute)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    for (size_t pos = 0; pos < b.n;) {
        uint32_t cp = aa_utf8_next(b, &pos);
        if (cp == '&')
            aa_str_put(out, "&amp;");
        else if (cp == '<')
            aa_str_put(out, "&lt;");
        else if (cp == '>')
            aa_str_put(out, "&gt;");
        else if (cp == '"')
            aa_str_put(out, "&quot;");
        else if (cp == '\r' || (in_attribute && (cp == '\n' || cp == '\t')))
            aa_str_printf(out, "&#%u;", (unsigned)cp);
        else
            aa_utf8_put(out, is_char(cp) ? cp : 0xFFFD);
    }
}

void aa_xml_attribute(aa_str *out, const char *name, const char *text)
{
    aa_str_printf(out, " %s=\"", name);
    put(out, text, true);
    aa_str_putc(out, '"');
}

void aa_xml_text(aa_str *out, const char *text)
{
    put(out, text, false);
}
