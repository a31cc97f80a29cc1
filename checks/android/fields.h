/*
 * How a text field of a layout takes input, by the bits of android.text.InputType and EditorInfo.
 */
#ifndef AA_CHECKS_ANDROID_FIELDS_H
#define AA_CHECKS_ANDROID_FIELDS_H

#include "engine/check.h"
#include "facts/sensitive.h"

enum {
    INPUT_CLASS = 0x0f,
    INPUT_CLASS_TEXT = 0x01,
    INPUT_CLASS_NUMBER = 0x02,
    INPUT_VARIATION = 0xff0,
    INPUT_NUMBER_PASSWORD = 0x010,
    INPUT_PASSWORD = 0x080,
    INPUT_VISIBLE_PASSWORD = 0x090,
    INPUT_WEB_PASSWORD = 0x0e0,
    INPUT_NO_SUGGESTIONS = 0x80000,
    IME_NO_PERSONALIZED_LEARNING = 0x1000000
};

static inline bool field_masks(const aa_input_field *f)
{
    uint32_t variation = f->input_type & INPUT_VARIATION;
    if (f->password_attr || f->hidden_by_method)
        return true;
    if ((f->input_type & INPUT_CLASS) == INPUT_CLASS_NUMBER)
        return variation == INPUT_NUMBER_PASSWORD;
    return (f->input_type & INPUT_CLASS) == INPUT_CLASS_TEXT &&
           (variation == INPUT_PASSWORD || variation == INPUT_WEB_PASSWORD);
}

static inline bool field_shows_password(const aa_input_field *f)
{
    return (f->input_type & INPUT_CLASS) == INPUT_CLASS_TEXT &&
           (f->input_type & INPUT_VARIATION) == INPUT_VISIBLE_PASSWORD;
}

/* Keyboards learn words of plain text; not passwords, numbers, dates, or where they are told not to. */
static inline bool field_learns(const aa_input_field *f)
{
    if (f->input_type_declared && (f->input_type & INPUT_CLASS) != INPUT_CLASS_TEXT)
        return false;
    return !field_masks(f) && !field_shows_password(f) && (f->input_type & INPUT_NO_SUGGESTIONS) == 0 &&
           (f->ime_options & IME_NO_PERSONALIZED_LEARNING) == 0;
}

/* The words of android:inputType for the class and variation. */
static inline const char *field_type_name(const aa_input_field *f)
{
    static const char *const classes[] = {"none", "text", "number", "phone", "datetime"};
    static const char *const texts[] = {"text",
                                        "textUri",
                                        "textEmailAddress",
                                        "textEmailSubject",
                                        "textShortMessage",
                                        "textLongMessage",
                                        "textPersonName",
                                        "textPostalAddress",
                                        "textPassword",
                                        "textVisiblePassword",
                                        "textWebEditText",
                                        "textFilter",
                                        "textPhonetic",
                                        "textWebEmailAddress",
                                        "textWebPassword"};
    uint32_t class = f->input_type & INPUT_CLASS;
    uint32_t variation = (f->input_type & INPUT_VARIATION) >> 4;
    if (f->password_attr)
        return "android:password";
    if (!f->input_type_declared)
        return "-";
    if (class == INPUT_CLASS_TEXT && variation < sizeof texts / sizeof texts[0])
        return texts[variation];
    if (class == INPUT_CLASS_NUMBER && variation << 4 == INPUT_NUMBER_PASSWORD)
        return "numberPassword";
    return class < sizeof classes / sizeof classes[0] ? classes[class] : "?";
}

#endif
