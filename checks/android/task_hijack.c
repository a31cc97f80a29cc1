/*
 * StrandHogg: before Android 11 an app that declares this app's task affinity puts its screen into this app's
 * task. The default affinity is the package name, so everybody knows it.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { SINGLE_TASK, REPARENTS, FOREIGN, DEFAULT, EMPTY, NEW_ONLY, NONE };

/* Android 11, the first release that keeps foreign activities out of the task. */
enum { FIXED_SDK = 30 };

static const aa_message messages[] = {
    [SINGLE_TASK] =
        {"single_task_with_affinity",
         {"Launcher activity {0} has launchMode {1} and task affinity {2}: on Android 10 and older "
          "another app's screen can take its place",
          "啟動 Activity {0} 的 launchMode 為 {1}、taskAffinity 為 {2}：在 Android 10 以前，其他應用程式"
          "的畫面可取而代之"}},
    [REPARENTS] =
        {"allows_reparenting",
         {"Activity {0} has allowTaskReparenting and moves into another app's task with affinity {2}",
          "Activity {0} 設 allowTaskReparenting，會移入 taskAffinity 為 {2} 的其他工作"}},
    [FOREIGN] = {"foreign_affinity",
                 {"Activity {0} asks for the task of {2}, which is not this app's package",
                  "Activity {0} 指定 {2} 的工作，而非本應用程式的套件名稱"}},
    [DEFAULT] =
        {"default_affinity",
         {"{0} of {1} activities have a task affinity, and minSdkVersion {2} admits Android 10 and "
          "older, where another app can enter their task",
          "{1} 個 Activity 中有 {0} 個具有 taskAffinity，而 minSdkVersion {2} 容許 Android 10 以前的版本，"
          "其他應用程式可進入其工作"}},
    [EMPTY] = {"empty_affinity",
               {"All {0} activities have the task affinity \"\"",
                "{0} 個 Activity 的 taskAffinity 均為 \"\""}},
    [NEW_ONLY] =
        {"android_11_or_later",
         {"minSdkVersion {0}: every supported release keeps foreign activities out of the app's task",
          "minSdkVersion {0}：所支援的各版本均不讓其他應用程式的 Activity 進入本應用程式的工作"}},
    [NONE] = {"no_activities", {"The app has no activities", "應用程式沒有 Activity"}},
};

/* What the activity says, else <application>, else the package name. */
static const char *affinity_of(const aa_manifest *m, const aa_component *c)
{
    if (c->task_affinity != NULL)
        return c->task_affinity;
    if (m->task_affinity != NULL)
        return m->task_affinity;
    return aa_arg_text(m->package.value);
}

/* A singleInstance task takes no other activity; a singleTask one is brought forward as it is. */
static bool is_single_task(const char *mode)
{
    return mode != NULL && strcmp(mode, "singleTask") == 0;
}

/* The package itself, or a name below it: tasks of the app's own. */
static bool is_own(const aa_manifest *m, const char *affinity)
{
    const char *package = m->package.value;
    if (affinity[0] == ':' || package == NULL)
        return true;
    size_t n = strlen(package);
    return strncmp(affinity, package, n) == 0 &&
           (affinity[n] == '\0' || affinity[n] == '.' || affinity[n] == ':');
}

static bool reparents(const aa_manifest *m, const aa_component *c)
{
    const aa_flag *flag =
        c->allow_task_reparenting.declared ? &c->allow_task_reparenting : &m->allow_task_reparenting;
    return flag->declared && flag->value == AA_YES;
}

/* The most telling thing about one activity; false when its affinity is all there is to say. */
static bool judge(const aa_manifest *m, aa_sink *sink, const aa_component *c, const char *affinity)
{
    const char *const *args = AA_ARGS(c->name, aa_arg_text(c->launch_mode), affinity);
    if (reparents(m, c))
        aa_hit(sink, REPARENTS, &c->place, args);
    else if (!is_own(m, affinity))
        aa_hit(sink, FOREIGN, &c->place, args);
    else if (c->is_launcher && is_single_task(c->launch_mode))
        aa_hit(sink, SINGLE_TASK, &c->place, args);
    else
        return false;
    return true;
}

static void judge_all(const aa_manifest *m, aa_sink *sink)
{
    long long all = 0;
    long long named = 0;
    bool told = false;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        if (c->type != AA_ACTIVITY)
            continue;
        const char *affinity = affinity_of(m, c);
        all++;
        if (affinity[0] == '\0')
            continue;
        named++;
        told = judge(m, sink, c, affinity) || told;
    }
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (named == 0)
        aa_clear(sink, EMPTY, &m->application_place, AA_ARGS(aa_arg_int(sink, all)));
    else if (!told)
        aa_hit_as(sink, DEFAULT, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &m->application_place,
                  AA_ARGS(aa_arg_int(sink, named), aa_arg_int(sink, all), aa_arg_int(sink, m->min_sdk)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    if (m->min_sdk >= FIXED_SDK)
        aa_clear(sink, NEW_ONLY, &m->min_sdk_place, AA_ARGS(aa_arg_int(sink, m->min_sdk)));
    else
        judge_all(m, sink);
}

const aa_check aa_check_android_task_hijack = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "",
    .cwe = "CWE-923",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Another app's screen can enter the app's task",
                    .why = "The user opens this app and sees the attacker's login screen in its place "
                           "(StrandHogg). Android 11 closed it for all apps.",
                    .fix = "<application android:taskAffinity=\"\">, no android:allowTaskReparenting, and "
                           "minSdkVersion 30 where the users' devices allow it.",
                    .limits = "StrandHogg 2.0 (CVE-2020-0096) needs no affinity and was closed by patches of "
                              "Android 8 to 9; it cannot be seen in an app.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "其他應用程式的畫面可進入本應用程式的工作",
                    .why = "使用者開啟本應用程式，看到的卻是攻擊者的登入畫面（StrandHogg）。Android 11 "
                           "已對所有應用程式修正。",
                    .fix = "<application android:taskAffinity=\"\">，不設 "
                           "android:allowTaskReparenting，並在使用者裝置"
                           "允許時將 minSdkVersion 設為 30。",
                    .limits = "StrandHogg 2.0（CVE-2020-0096）不需 taskAffinity，已由 Android 8 至 9 "
                              "的更新修正，無法"
                              "從應用程式看出。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
