/*
 * How apps look for a rooted device. Names of packages and files are those of the tools themselves.
 */
#ifndef AA_CHECKS_ANDROID_ROOT_H
#define AA_CHECKS_ANDROID_ROOT_H

#include "detect.h"

enum { ROOT_FILES, ROOT_PACKAGES, ROOT_TAGS, ROOT_COMMAND, ROOT_PROPERTIES, ROOT_MOUNTS, ROOT_COUNT };

static const char *const root_file_calls[] = {
    "Ljava/io/File;->exists",      "Ljava/io/File;->canExecute",  "Ljava/io/File;->canRead",
    "Ljava/io/File;->isFile",      "Ljava/io/File;->isDirectory", "Ljava/nio/file/Files;->exists",
    "Landroid/system/Os;->access", "Landroid/system/Os;->stat",   NULL,
};
static const char *const root_files[] = {
    "=su",       "$/su",           "$/busybox",      "=busybox",       "$/magisk",
    "*/magisk/", "$superuser.apk", "$Superuser.apk", "*SuperSU",       "*/daemonsu",
    "*/.su",     "*/data/adb/",    "$/su/",          "*/KingUser.apk", "=Superuser.apk",
    "=magisk",   "*/sbin/.core",   "*/xbin/mu",      "*/app/Kinguser", NULL,
};
static const char *const root_package_calls[] = {
    "Landroid/content/pm/PackageManager;->getPackageInfo",
    "Landroid/content/pm/PackageManager;->getApplicationInfo",
    "Landroid/content/pm/PackageManager;->getLaunchIntentForPackage",
    "Landroid/content/pm/PackageManager;->getPackageUid",
    NULL,
};
static const char *const root_packages[] = {
    "=com.noshufou.android.su",
    "=com.noshufou.android.su.elite",
    "=eu.chainfire.supersu",
    "=eu.chainfire.supersu.pro",
    "=com.koushikdutta.superuser",
    "=com.thirdparty.superuser",
    "=com.yellowes.su",
    "=com.topjohnwu.magisk",
    "=com.kingroot.kinguser",
    "=com.kingouser.com",
    "=com.kingo.root",
    "=com.smedialink.oneclickroot",
    "=com.zhiqupk.root.global",
    "=com.alephzain.framaroot",
    "=com.koushikdutta.rommanager",
    "=com.koushikdutta.rommanager.license",
    "=com.ramdroid.appquarantine",
    "=com.devadvance.rootcloak",
    "=com.devadvance.rootcloakplus",
    "=com.amphoras.hidemyroot",
    "=com.formyhm.hideroot",
    "=com.zachspong.temprootremovejb",
    "=com.saurik.substrate",
    NULL,
};
static const char *const root_tags[] = {"*test-keys", "*release-keys", "*dev-keys", NULL};
static const char *const root_run_calls[] = {
    "Ljava/lang/Runtime;->exec",
    "Ljava/lang/ProcessBuilder;->start",
    NULL,
};
static const char *const root_commands[] = {"=su",       "$/su",     "=which su", "^su ",
                                            "$which su", "=busybox", "$/which",   NULL};
static const char *const root_scan_calls[] = {
    "Ljava/lang/String;->contains",       "Ljava/lang/String;->equals", "Ljava/lang/String;->startsWith",
    "Ljava/lang/reflect/Method;->invoke", "Ljava/lang/Runtime;->exec",  NULL,
};
static const char *const root_properties[] = {"*ro.debuggable", "*ro.secure", "*service.adb.root", NULL};
static const char *const root_mount_calls[] = {
    "Ljava/lang/Runtime;->exec",
    "Ljava/io/FileReader;-><init>",
    "Ljava/io/FileInputStream;-><init>",
    NULL,
};
static const char *const root_mounts[] = {"=mount", "=/proc/mounts", "=/proc/self/mounts",
                                          "=/proc/self/mountinfo", NULL};

static const aa_technique root_techniques[] = {
    [ROOT_FILES] = {.form = AA_TECHNIQUE_CALL, .calls = root_file_calls, .words = root_files},
    [ROOT_PACKAGES] = {.form = AA_TECHNIQUE_CALL,
                       .calls = root_package_calls,
                       .words = root_packages,
                       .throws = true},
    [ROOT_TAGS] = {.form = AA_TECHNIQUE_COMPARED,
                   .words = root_tags,
                   .owner = "Landroid/os/Build;",
                   .field = "TAGS",
                   .name = "Build.TAGS"},
    [ROOT_COMMAND] = {.form = AA_TECHNIQUE_CALL,
                      .calls = root_run_calls,
                      .words = root_commands,
                      .throws = true},
    [ROOT_PROPERTIES] = {.form = AA_TECHNIQUE_SCAN, .calls = root_scan_calls, .words = root_properties},
    [ROOT_MOUNTS] = {.form = AA_TECHNIQUE_CALL, .calls = root_mount_calls, .words = root_mounts},
};

/* Tests of every technique, and of a library for it, one record each; none: 0. */
static inline size_t root_record(aa_code *code, aa_sink *sink, bool launch)
{
    const aa_detection *found = NULL;
    size_t count = aa_detections(code, root_techniques, ROOT_COUNT, &found);
    size_t recorded = detect_record_best(code, sink, found, count, launch);
    count = aa_detections_of_shape(code, AA_SHAPE_ROOTBEER, ROOT_COUNT, &found);
    return recorded + detect_record_best(code, sink, found, count, launch);
}

#endif
