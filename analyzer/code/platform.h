/*
 * What the Android platform gives to apps: its classes and interfaces, what each extends, and which methods
 * an app can override. An app's method that overrides one of these may be called by the platform.
 *
 * Constant data, found without set-up or memory; any thread may ask. It holds the public classes of
 * android.*, java.*, javax.*, dalvik.*, org.apache.http.*, org.json.*, org.w3c.*, org.xml.* and org.xmlpull.*
 * up to API 37, with what lies between them. Libraries that ship inside apps (androidx) are not the
 * platform's. platform_make names the sources.
 */
#ifndef AA_CODE_PLATFORM_H
#define AA_CODE_PLATFORM_H

#include "base/bytes.h"

/* A class or interface: 0 to aa_platform_count() - 1, in order of descriptor. Another release may count
 * otherwise. */
typedef uint16_t aa_platform_class;

#define AA_PLATFORM_NONE       UINT16_MAX
#define AA_PLATFORM_SUPERTYPES 32 /* no class has more above it, a test says */

/* What a class is for, by the nearest class above it (or itself) that says so: JobService is a JOB, not a
 * SERVICE. */
typedef enum aa_platform_role {
    AA_ROLE_NONE,
    AA_ROLE_ACTIVITY,
    AA_ROLE_SERVICE,
    AA_ROLE_JOB,
    AA_ROLE_ACCESSIBILITY,
    AA_ROLE_NOTIFICATION_LISTENER,
    AA_ROLE_INPUT_METHOD,
    AA_ROLE_VPN,
    AA_ROLE_RECEIVER,
    AA_ROLE_DEVICE_ADMIN,
    AA_ROLE_PROVIDER,
    AA_ROLE_APPLICATION,
    AA_ROLE_COMPONENT_FACTORY,
    AA_ROLE_INSTRUMENTATION,
    AA_ROLE_BACKUP_AGENT,
    AA_ROLE_FRAGMENT, /* android.app.Fragment; that of androidx is no class of the platform's */
    AA_ROLE_DIALOG,
    AA_ROLE_VIEW,
    AA_ROLE_WEB_VIEW,
    AA_ROLE_WEB_VIEW_CLIENT,
    AA_ROLE_WEB_CHROME_CLIENT,
    AA_ROLE_PREFERENCE,
    AA_ROLE_HANDLER,
    AA_ROLE_ASYNC_TASK,
    AA_ROLE_BINDER,
    AA_ROLE_THREAD,
    AA_ROLE_CLASS_LOADER,
    AA_ROLE_THROWABLE,
} aa_platform_role;

/* The class of |descriptor| ("Landroid/app/Activity;"), or NONE. Any bytes may be asked for. */
aa_platform_class aa_platform_find(aa_bytes descriptor);
size_t aa_platform_count(void);

/*
 * Every function below takes NONE, or a number that is no class, too: no bytes, NONE, 0 or false.
 */
aa_bytes aa_platform_descriptor(aa_platform_class c);
aa_platform_class aa_platform_super(aa_platform_class c); /* NONE for Object and for interfaces */
/* How many interfaces |c| names itself; |*out| (not NULL) points at them, in the order of its declaration. */
size_t aa_platform_interfaces(aa_platform_class c, const aa_platform_class **out);
bool aa_platform_is_interface(aa_platform_class c);
bool aa_platform_is_abstract(aa_platform_class c); /* interfaces are */
/* An app can extend or implement it: an interface, or not final and with a constructor that it may call. */
bool aa_platform_is_open(aa_platform_class c);
/* The first API level that has it; 21 stands for "21 or before", 0 for no class. */
unsigned aa_platform_since(aa_platform_class c);
aa_platform_role aa_platform_role_of(aa_platform_class c);

/* |c| is |of|, extends or implements it. Every class and interface is an Object. */
bool aa_platform_is_subtype(aa_platform_class c, aa_platform_class of);
/* |c|, its superclasses from the nearest on, then the interfaces of all these and what they extend: each
 * once, and for an interface Object last. Returns how many. */
size_t aa_platform_supertypes(aa_platform_class c, aa_platform_class out[AA_PLATFORM_SUPERTYPES]);

/*
 * |c| itself, not what is above it, declares a method of that name that an app can override: public or
 * protected, neither static nor final, in a class that is open. Constructors are none. For the second form it
 * must have |parameters| parameters (the receiver is none, a long is one).
 */
bool aa_platform_declares(aa_platform_class c, aa_bytes method_name);
bool aa_platform_declares_with(aa_platform_class c, aa_bytes method_name, size_t parameters);

/*
 * The first of aa_platform_supertypes() that declares it; NONE when none does. What is declared in Object
 * (equals, toString, …) is found for every class: whoever asks what the platform calls has to tell these
 * apart.
 */
aa_platform_class aa_platform_declarer(aa_platform_class c, aa_bytes method_name);
aa_platform_class aa_platform_declarer_with(aa_platform_class c, aa_bytes method_name, size_t parameters);

#endif
