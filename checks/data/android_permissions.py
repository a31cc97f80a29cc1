#!/usr/bin/env python3
"""Writes android-permissions.tsv: python3 android_permissions.py FOLDER > android-permissions.tsv

FOLDER is androguard/core/api_specific_resources/aosp_permissions of https://github.com/androguard/androguard
(Apache-2.0), which holds one permissions_<API>.json a platform version, read from the platform's own manifest.
Names, protection levels and groups are taken; labels and descriptions are not.
"""
import json
import os
import re
import sys

HEAD = """\
# Permissions that the Android platform defines. Written by android_permissions.py; change that, not this.
# Source: androguard, core/api_specific_resources/aosp_permissions, commit of 2025-08-28 (AOSP's own manifests, API {first}-{last}).
# Columns: name, protection level, group, first API, last API. "-": none, or not bounded by the tables.
# First and last API are bounded by the versions that the source has: {versions}.
"""

# Since API 29 the manifest leaves dangerous permissions without a group; the permission controller assigns it:
# AOSP packages/modules/Permission, PermissionMapping.kt.
GROUPS = {
    "ACTIVITY_RECOGNITION": ["ACTIVITY_RECOGNITION"],
    "LOCATION": ["ACCESS_BACKGROUND_LOCATION"],
    "NEARBY_DEVICES": ["BLUETOOTH_ADVERTISE", "BLUETOOTH_CONNECT", "BLUETOOTH_SCAN", "NEARBY_WIFI_DEVICES",
                       "RANGING", "UWB_RANGING"],
    "NOTIFICATIONS": ["POST_NOTIFICATIONS"],
    "READ_MEDIA_AURAL": ["READ_MEDIA_AUDIO"],
    "READ_MEDIA_VISUAL": ["ACCESS_MEDIA_LOCATION", "READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO",
                          "READ_MEDIA_VISUAL_USER_SELECTED"],
    "SENSORS": ["BODY_SENSORS_BACKGROUND"],
}
GIVEN = {"android.permission." + name: group for group, names in GROUPS.items() for name in names}


def read_versions(folder):
    versions = {}
    for name in os.listdir(folder):
        match = re.fullmatch(r"permissions_(\d+)\.json", name)
        if match:
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                versions[int(match[1])] = json.load(f)["permissions"]
    return versions


def group_of(name, versions, seen):
    """The latest group that means something; before Android 6 groups were other ones."""
    if not versions[seen[-1]][name]["protectionLevel"].startswith("dangerous"):
        return "-"
    if name in GIVEN:
        return "android.permission-group." + GIVEN[name]
    for api in reversed([n for n in seen if n >= 23]):
        group = versions[api][name]["permissionGroup"]
        if group and not group.endswith(".UNDEFINED"):
            return group
    return "-"


def main():
    versions = read_versions(sys.argv[1])
    apis = sorted(versions)
    sys.stdout.write(HEAD.format(first=apis[0], last=apis[-1], versions=" ".join(map(str, apis))))
    for name in sorted(set().union(*versions.values()), key=lambda n: n.encode()):
        seen = [n for n in apis if name in versions[n]]
        print(name, versions[seen[-1]][name]["protectionLevel"], group_of(name, versions, seen),
              "-" if seen[0] == apis[0] else seen[0], "-" if seen[-1] == apis[-1] else seen[-1], sep="\t")


main()
