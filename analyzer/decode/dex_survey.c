#include "decode/dex_survey.h"

#include "decode/dex_sound.h"
#include "decode/dex_value.h"

#define OP_FILL_ARRAY_DATA 0x26

typedef struct survey {
    const aa_dex *dex;
    aa_dex_sound sound;
    aa_notes *notes;
    aa_dex_survey seen;
    uint64_t work;    /* steps left */
    uint64_t members; /* that may still come */
    const char *class_name;
    uint32_t method;
    char text[2][96];
} survey;

/* A printable short form of a name, for details. */
static const char *shorten(aa_bytes name, char *out, size_t size)
{
    size_t n = 0;
    for (; n < name.n && n + 1 < size; n++)
        out[n] = (char)(name.p[n] > 0x20 && name.p[n] < 0x7F ? name.p[n] : '?');
    out[n] = '\0';
    return out;
}

static void note(survey *s, aa_note_kind kind, const char *code, uint64_t offset, uint64_t value)
{
    aa_notes_add(s->notes, kind, code, offset, "%llu", (unsigned long long)value);
}

static void note_class(survey *s, aa_note_kind kind, const char *code, uint64_t offset)
{
    aa_notes_add(s->notes, kind, code, offset, "%s", s->class_name);
}

/* Takes |steps| from what may be done; false when that is used up, which is noted once. */
static bool spend(survey *s, uint64_t steps)
{
    if (steps <= s->work) {
        s->work -= steps;
        return true;
    }
    if (s->work != 0)
        note(s, AA_NOTE_GAP, "limit.dex_work", AA_NO_OFFSET, s->dex->limits->dex_work);
    s->work = 0;
    return false;
}

/* Counts what it costs to find the end of a name: hostile ones have none for a long way. */
static aa_bytes pay(survey *s, aa_bytes name)
{
    spend(s, (name.n == 0 ? s->dex->limits->dex_string : name.n) / 64 + 1);
    return name;
}

static void note_method(survey *s, aa_note_kind kind, const char *code, uint64_t offset)
{
    aa_dex_ref ref;
    aa_dex_method_at(s->dex, s->method, &ref);
    aa_notes_add(s->notes, kind, code, offset, "%s->%s", s->class_name,
                 shorten(pay(s, aa_dex_text(s->dex, ref.name)), s->text[1], sizeof s->text[1]));
}

/* ---- ids ---- */

static void look_string(survey *s, uint32_t index, aa_bytes text, uint32_t declared, aa_dex_text_state state)
{
    if (state == AA_DEX_TEXT_BOUNDS)
        note(s, AA_NOTE_GAP, "dex.string", AA_NO_OFFSET, index);
    else if (state == AA_DEX_TEXT_ULEB)
        note(s, AA_NOTE_GAP, "dex.uleb", AA_NO_OFFSET, index);
    uint32_t units = aa_mutf8_units(text);
    if (units == AA_DEX_NO_INDEX)
        note(s, AA_NOTE_GAP, "dex.mutf8", AA_NO_OFFSET, index);
    else if (state == AA_DEX_TEXT_OK && units != declared)
        note(s, AA_NOTE_ANOMALY, "dex.string_length", AA_NO_OFFSET, index);
}

static void look_strings(survey *s)
{
    uint64_t left = s->dex->limits->dex_text;
    uint32_t count = AA_DEX_STRING_COUNT(s->dex);
    for (uint32_t i = 0; i < count; i++) {
        aa_bytes text = aa_bytes_none();
        uint32_t declared = 0;
        aa_dex_text_state state = aa_dex_string(s->dex, i, &text, &declared);
        /* A string without an end costs as much as the longest one. */
        uint64_t cost = state == AA_DEX_TEXT_BOUNDS ? s->dex->limits->dex_string : text.n;
        if (cost > left) {
            note(s, AA_NOTE_GAP, "limit.dex_text", AA_NO_OFFSET, s->dex->limits->dex_text);
            return;
        }
        left -= cost;
        look_string(s, i, text, declared, state);
        s->seen.strings++;
    }
}

static bool is_type(const survey *s, uint32_t index)
{
    return index < AA_DEX_TYPE_COUNT(s->dex);
}

static bool is_string(const survey *s, uint32_t index)
{
    return index < AA_DEX_STRING_COUNT(s->dex);
}

static void look_ids(survey *s)
{
    const aa_dex *dex = s->dex;
    for (uint32_t i = 0; i < AA_DEX_TYPE_COUNT(dex); i++)
        if (!is_string(s, aa_le32(dex->types.p + (size_t)i * 4)))
            note(s, AA_NOTE_GAP, "dex.index", AA_NO_OFFSET, i);
    for (uint32_t i = 0; i < AA_DEX_PROTO_COUNT(dex); i++) {
        aa_dex_proto proto;
        if (!aa_dex_proto_at(dex, i, &proto) || !is_type(s, proto.return_type))
            note(s, AA_NOTE_GAP, "dex.index", AA_NO_OFFSET, i);
    }
    aa_dex_ref ref;
    for (uint32_t i = 0; aa_dex_field_at(dex, i, &ref); i++)
        if (!is_type(s, ref.owner) || !is_type(s, ref.type) || !is_string(s, ref.name))
            note(s, AA_NOTE_GAP, "dex.index", AA_NO_OFFSET, i);
    for (uint32_t i = 0; aa_dex_method_at(dex, i, &ref); i++)
        if (!is_type(s, ref.owner) || ref.type >= AA_DEX_PROTO_COUNT(dex) || !is_string(s, ref.name))
            note(s, AA_NOTE_GAP, "dex.index", AA_NO_OFFSET, i);
}

/* ---- code ---- */

/* The farthest code unit to which |in| can lead. */
static uint32_t reaches(survey *s, const aa_dex_code *code, const aa_dex_insn *in)
{
    if ((in->flow & AA_DEX_BRANCH) != 0)
        return in->target;
    aa_dex_payload payload;
    bool array = in->op == OP_FILL_ARRAY_DATA;
    if ((in->flow & AA_DEX_SWITCH) == 0 && !array)
        return 0;
    if (!aa_dex_payload_at(code->insns, in->target, &payload) ||
        (payload.kind == AA_DEX_ARRAY_DATA) != array) {
        note_method(s, AA_NOTE_GAP, "dex.payload", code->offset + 16 + (uint64_t)in->pc * 2);
        return 0;
    }
    uint32_t most = 0;
    if (array || !spend(s, payload.count))
        return 0;
    for (uint32_t i = 0; i < payload.count; i++) {
        uint32_t target = aa_dex_switch_target(&payload, i, in->pc);
        most = target > most ? target : most;
    }
    return most;
}

/* Returns the farthest handler. */
static uint32_t look_tries(survey *s, const aa_dex_code *code)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < aa_dex_try_count(code); i++) {
        aa_dex_try at = aa_dex_try_at(code, i);
        aa_dex_handlers handlers = aa_dex_handlers_of(code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        bool sound = at.end <= code->insns.n / 2;
        while (spend(s, 1) && aa_dex_next_handler(&handlers, &type, &address)) {
            sound = sound && (type == AA_DEX_NO_INDEX || is_type(s, type)) && address < code->insns.n / 2;
            most = address > most ? address : most;
            s->seen.handlers++;
        }
        if (!sound || handlers.at.bad) {
            note_method(s, AA_NOTE_GAP, "dex.tries", code->offset);
            return most;
        }
    }
    return most;
}

/* Bytes behind code that never goes there are no loss. */
static void end_of_code(survey *s, const aa_dex_code *code, const aa_dex_insns *insns, bool falls,
                        uint32_t farthest)
{
    if (!insns->invalid)
        return;
    bool dead = !falls && farthest < insns->pc;
    note_method(s, dead ? AA_NOTE_ANOMALY : AA_NOTE_GAP, dead ? "dex.junk" : "dex.insn",
                code->offset + 16 + (uint64_t)insns->pc * 2);
}

static void look_insns(survey *s, const aa_dex_code *code)
{
    aa_dex_insns insns = aa_dex_insns_of(code);
    aa_dex_insn in;
    bool falls = true;
    bool noted = false;
    uint32_t farthest = look_tries(s, code);
    aa_dex_sound_size size;
    if (aa_dex_is_sound(&s->sound, code, &size)) {
        s->seen.insns += size.insns;
        spend(s, size.targets);
        return;
    }
    while (aa_dex_next_insn(&insns, &in)) {
        if (in.payload != AA_DEX_NO_PAYLOAD)
            continue;
        s->seen.insns++;
        falls = (in.flow & AA_DEX_NEXT) != 0;
        uint32_t target = reaches(s, code, &in);
        farthest = target > farthest ? target : farthest;
        if (in.index_kind != AA_DEX_INDEX_NONE && !noted && in.index >= s->sound.limits[in.index_kind]) {
            note_method(s, AA_NOTE_GAP, "dex.operand", code->offset + 16 + (uint64_t)in.pc * 2);
            noted = true;
        }
    }
    end_of_code(s, code, &insns, falls, farthest);
}

static void look_lines(survey *s, const aa_dex_code *code)
{
    aa_dex_lines lines;
    uint32_t pc = 0;
    uint32_t line = 0;
    if (aa_dex_lines_of(s->dex, code, &lines))
        while (spend(s, 1) && aa_dex_next_line(&lines, &pc, &line))
            s->seen.lines++;
    if (code->debug_offset != 0)
        spend(s, lines.at.pos - (lines.at.pos < code->debug_offset ? lines.at.pos : code->debug_offset));
    if (lines.lost)
        note_method(s, AA_NOTE_ANOMALY, "dex.lines", code->debug_offset);
}

static void look_method(survey *s, const aa_dex_member *member)
{
    aa_dex_code code;
    s->method = member->index;
    s->seen.methods++;
    if (member->index >= AA_DEX_METHOD_COUNT(s->dex))
        note_class(s, AA_NOTE_GAP, "dex.member", AA_NO_OFFSET);
    if (member->code_offset == 0)
        return;
    if (!aa_dex_code_at(s->dex, member->code_offset, &code)) {
        note_method(s, AA_NOTE_GAP, "dex.code", member->code_offset);
        return;
    }
    if (!spend(s, code.insns.n / 2 + 1))
        return;
    s->seen.code_items++;
    s->seen.units += code.insns.n / 2;
    if (code.ins > code.registers)
        note_method(s, AA_NOTE_ANOMALY, "dex.registers", code.offset);
    look_insns(s, &code);
    look_lines(s, &code);
}

/* ---- classes ---- */

static void look_members(survey *s, const aa_dex_class *class)
{
    aa_dex_members members = aa_dex_members_of(s->dex, class);
    aa_dex_member member;
    while (s->work > 0 && aa_dex_next_member(&members, &member)) {
        if (s->members == 0) {
            note_class(s, AA_NOTE_GAP, "dex.member_count", class->data_offset);
            s->work = 0;
            return;
        }
        s->members--;
        if (member.repeated)
            note_class(s, AA_NOTE_ANOMALY, "dex.member_order", class->data_offset);
        if (member.kind >= AA_DEX_DIRECT_METHOD) {
            look_method(s, &member);
            continue;
        }
        s->seen.fields++;
        if (member.index >= AA_DEX_FIELD_COUNT(s->dex))
            note_class(s, AA_NOTE_GAP, "dex.member", class->data_offset);
    }
    if (members.lost)
        note_class(s, AA_NOTE_GAP, "dex.class_data", class->data_offset);
}

static void look_values(survey *s, aa_dex_values values, uint64_t offset)
{
    aa_dex_value value;
    while (spend(s, 1) && aa_dex_next_value(&values, &value))
        if (value.type != AA_DEX_VALUE_END)
            s->seen.values++;
    if (values.too_deep)
        note_class(s, AA_NOTE_GAP, "limit.dex_depth", offset);
    else if (values.lost)
        note_class(s, AA_NOTE_GAP, "dex.value", offset);
}

static void look_set(survey *s, uint32_t offset)
{
    aa_bytes items = aa_bytes_none();
    if (!aa_dex_set_at(s->dex, offset, &items))
        note_class(s, AA_NOTE_GAP, "dex.annotations", offset);
    for (size_t i = 0; i < items.n && spend(s, 1); i += 4) {
        uint32_t at = aa_le32(items.p + i);
        s->seen.annotations++;
        look_values(s, aa_dex_annotation_at(s->dex, at), at);
    }
}

static void look_list(survey *s, uint32_t offset)
{
    aa_bytes sets = aa_bytes_none();
    if (!aa_dex_set_at(s->dex, offset, &sets))
        note_class(s, AA_NOTE_GAP, "dex.annotations", offset);
    for (size_t i = 0; i < sets.n && spend(s, 1); i += 4)
        look_set(s, aa_le32(sets.p + i));
}

static void look_annotations(survey *s, uint32_t offset)
{
    aa_dex_directory directory;
    if (!aa_dex_directory_at(s->dex, offset, &directory))
        note_class(s, AA_NOTE_GAP, "dex.annotations", offset);
    look_set(s, directory.class_set);
    for (size_t i = 0; i < directory.fields.n && spend(s, 1); i += 8)
        look_set(s, aa_le32(directory.fields.p + i + 4));
    for (size_t i = 0; i < directory.methods.n && spend(s, 1); i += 8)
        look_set(s, aa_le32(directory.methods.p + i + 4));
    for (size_t i = 0; i < directory.parameters.n && spend(s, 1); i += 8)
        look_list(s, aa_le32(directory.parameters.p + i + 4));
}

static void look_class(survey *s, const aa_dex_class *class)
{
    s->class_name = shorten(pay(s, aa_dex_descriptor(s->dex, class->type)), s->text[0], sizeof s->text[0]);
    s->seen.classes++;
    bool parent = class->superclass == AA_DEX_NO_INDEX || is_type(s, class->superclass);
    bool sound = is_type(s, class->type) && parent && !class->interfaces_lost;
    for (size_t i = 0; i < aa_dex_list_count(class->interfaces) && sound && spend(s, 1); i++)
        sound = is_type(s, aa_dex_list_at(class->interfaces, i));
    if (!sound)
        note_class(s, AA_NOTE_GAP, "dex.class", AA_NO_OFFSET);
    look_members(s, class);
    if (class->values_offset != 0)
        look_values(s, aa_dex_array_at(s->dex, class->values_offset), class->values_offset);
    look_annotations(s, class->annotations_offset);
}

aa_dex_survey aa_dex_look(const aa_dex *dex, aa_notes *notes)
{
    survey s = {.dex = dex, .notes = notes, .work = dex->limits->dex_work, .class_name = ""};
    /* Each id is defined once; twice leaves room to name the class that repeats one. */
    aa_dex_sound_fill(&s.sound, dex);
    s.members = 2 * ((uint64_t)AA_DEX_FIELD_COUNT(dex) + AA_DEX_METHOD_COUNT(dex));
    look_strings(&s);
    look_ids(&s);
    aa_dex_class class;
    for (uint32_t i = 0; s.work > 0 && aa_dex_class_at(dex, i, &class); i++)
        look_class(&s, &class);
    for (uint32_t i = 0; i < AA_DEX_SITE_COUNT(dex) && s.work > 0; i++)
        look_values(&s, aa_dex_call_site_at(dex, i), AA_NO_OFFSET);
    return s.seen;
}
