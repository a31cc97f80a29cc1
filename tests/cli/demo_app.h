/*
 * Small apps for the program to judge, written as files into the current folder.
 */
#ifndef AA_TEST_CLI_DEMO_APP_H
#define AA_TEST_CLI_DEMO_APP_H

#include <stdbool.h>

typedef struct demo_app {
    const char *label;   /* text of android:label */
    bool debuggable;     /* fails a row in every tier */
    bool broken_strings; /* resources.arsc is cut off: the analysis is incomplete */
} demo_app;

void write_demo_app(const char *path, const demo_app *app);
void write_text_file(const char *path, const char *text);

#endif
