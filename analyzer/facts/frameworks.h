/*
 * Cross-platform frameworks: which one the app is made with, where its program lies, and what was read of it.
 * Such a program is not followed as bytecode and machine code are, so each framework is a gap of the code and
 * of the layouts: what the Java or Objective-C part shows says nothing about the rest.
 *
 * Constant texts of these programs are one list, whatever they come from, for every check that looks at
 * texts.
 */
#ifndef AA_FACTS_FRAMEWORKS_H
#define AA_FACTS_FRAMEWORKS_H

#include "facts/facts.h"

typedef enum aa_framework_kind {
    AA_FRAMEWORK_REACT_NATIVE,
    AA_FRAMEWORK_FLUTTER,
    AA_FRAMEWORK_CORDOVA,
    AA_FRAMEWORK_CAPACITOR,
    AA_FRAMEWORK_DOTNET, /* Xamarin, .NET for Android and iOS, MAUI */
    AA_FRAMEWORK_UNITY,
    AA_FRAMEWORK_NATIVESCRIPT,
    AA_FRAMEWORK_COUNT
} aa_framework_kind;

typedef enum aa_framework_form {
    AA_FORM_SCRIPT,   /* JavaScript as text */
    AA_FORM_HERMES,   /* JavaScript as Hermes bytecode */
    AA_FORM_PAGE,     /* HTML */
    AA_FORM_DART,     /* a snapshot, or a kernel file of a debug build */
    AA_FORM_ASSEMBLY, /* .NET */
    AA_FORM_IL2CPP,   /* global-metadata.dat */
    AA_FORM_COUNT
} aa_framework_form;

typedef struct aa_framework {
    aa_framework_kind kind;
    const char *engine; /* "hermes", "javascript", "dart", "web view", "mono", "il2cpp"; NULL: not known */
    const char
        *version; /* of the engine as the app says it: "3.4.3 (stable)", "2021.3.16f1", "bytecode 96"; NULL */
    const char *build;    /* Flutter: hash of the snapshot's version; NULL */
    const char *features; /* Flutter: how the snapshot was made; NULL */
    aa_place place;       /* the member that it was recognised by */
} aa_framework;

/* A program file. Those in a store of assemblies are each one. */
typedef struct aa_framework_file {
    aa_framework_kind framework;
    aa_framework_form form;
    const char *artifact, *member;
    const char *name;    /* of an assembly: "App.dll"; else NULL */
    const char *version; /* "96" of bytecode, "29" of metadata; NULL */
    bool read;           /* its texts are in the list */
    bool library;        /* an assembly of the framework itself: only counted */
    bool debug;          /* of a development build: "__DEV__=true", a Dart kernel file */
    bool sealed;         /* Hermes: its hash fits */
    uint32_t functions;  /* Hermes; types of an assembly; else 0 */
    size_t first_text, text_count;
} aa_framework_file;

typedef struct aa_framework_text {
    aa_bytes text;   /* UTF-8 as far as the app's is; hostile */
    uint64_t offset; /* into the member, or into the assembly; AA_NO_OFFSET */
    uint32_t file;   /* index into |files| */
    bool name;       /* a name in the program, as "System.Net.Http.HttpClient::.ctor", and no constant */
} aa_framework_text;

/* What a Cordova or Capacitor app sets. */
typedef enum aa_web_key {
    AA_WEB_ACCESS,     /* <access origin> */
    AA_WEB_NAVIGATION, /* <allow-navigation href>, server.allowNavigation */
    AA_WEB_INTENT,     /* <allow-intent href> */
    AA_WEB_CLEARTEXT,  /* server.cleartext: "true" */
    AA_WEB_SERVER,     /* server.url */
    AA_WEB_DEBUG,      /* webContentsDebuggingEnabled: "true" */
    AA_WEB_MIXED,      /* android.allowMixedContent: "true" */
    AA_WEB_START,      /* <content src> */
} aa_web_key;

typedef struct aa_web_setting {
    aa_web_key key;
    const char *value;
    aa_place place;
} aa_web_setting;

typedef struct aa_web_page {
    const char *policy; /* Content-Security-Policy of a <meta>; NULL: none */
    bool start;         /* index.html at the top */
    aa_place place;
} aa_web_page;

typedef struct aa_frameworks {
    const aa_framework *items; /* in the order of the kinds */
    size_t count;
    const aa_framework_file *files; /* in archive order */
    size_t file_count;
    const aa_framework_text *texts; /* file by file; none once the facts are released */
    size_t text_count;
    const aa_web_setting *settings;
    size_t setting_count;
    const aa_web_page *pages;
    size_t page_count;
} aa_frameworks;

const char *aa_framework_name(aa_framework_kind kind);      /* "react-native" */
const char *aa_framework_title(aa_framework_kind kind);     /* "React Native" */
const char *aa_framework_form_name(aa_framework_form form); /* "hermes" */

/* The framework of that kind; NULL: the app has none of it. |frameworks| may be NULL. */
const aa_framework *aa_framework_of(const aa_frameworks *frameworks, aa_framework_kind kind);

/* Where a text lies. */
aa_place aa_framework_place(const aa_frameworks *frameworks, const aa_framework_text *text);

#endif
