#!/usr/bin/env python3
"""Writes permission_apis.tsv: python3 permission_apis.py MAPPING NAME=SIGNATURES... > permission_apis.tsv

MAPPING is androguard/core/api_specific_resources/api_permission_mappings/permissions_25.json of
https://github.com/androguard/androguard (Apache-2.0). SIGNATURES are API signature files of AOSP with the annotation
RequiresPermission, NAME what the table calls them:

    api-14           frameworks/base, core/api/current.txt
    wifi-14          packages/modules/Wifi, framework/api/current.txt
    bluetooth-14     packages/modules/Bluetooth, framework/api/current.txt
    connectivity-14  packages/modules/Connectivity, framework/api/current.txt
    tiramisu-14      packages/modules/Connectivity, framework-t/api/current.txt

What no annotation says stands below, each with its source. android-permissions.tsv beside this script says which
permissions are dangerous and since when they exist. The same input gives the same bytes.
"""
import json
import os
import re
import sys
import textwrap

HEAD = """\
# What an app does that needs a permission of the Android platform. Written by permission_apis.py; change that, not
# this.
# Columns: permission; kind; value; first and last API level that asks for it ("-": not bounded here); need; source.
# Kind: call (a method that is called; "L...;->m" is any overload, " 1=18" behind it: argument 1 is 18, the receiver
#   is 0), callback (a method that the app overrides or implements), uri (a content URI that begins so), field (a static
#   field that holds such a URI), action (an intent action), text (a text that a client library of the API holds).
# Need: all (this one, with the other rows of the same value), any (one of the rows of the same value), may (depends on
#   arguments or state), read or write (of what the URI names), start or receive (an intent with that action), declared
#   (not needed; but an app that declares the permission fails at it until it is granted).
# Sources: api-14, wifi-14, bluetooth-14, connectivity-14, tiramisu-14: RequiresPermission in the signature files of
#   Android 14 (frameworks/base and the modules). androguard-25: androguard's mapping of API 25, framework classes only.
#   javadoc: the documentation of the class or constant in AOSP's source, Android 14. guide: the guides on
#   developer.android.com (storage, notifications, media, package visibility, location), 2026. manifest: the manifest
#   of the platform's provider. inet: sockets need the group of INTERNET (AOSP data/etc/platform.xml). client: the
#   vendor's client library.
"""

# Permissions of normal, signature or appop level that matter beside the dangerous ones.
ALSO = """
ACCESS_LOCATION_EXTRA_COMMANDS ACCESS_NETWORK_STATE ACCESS_WIFI_STATE BLUETOOTH BLUETOOTH_ADMIN CHANGE_NETWORK_STATE
CHANGE_WIFI_MULTICAST_STATE CHANGE_WIFI_STATE DISABLE_KEYGUARD FOREGROUND_SERVICE GET_TASKS HIDE_OVERLAY_WINDOWS
INTERNET KILL_BACKGROUND_PROCESSES MANAGE_EXTERNAL_STORAGE MANAGE_OWN_CALLS MODIFY_AUDIO_SETTINGS NFC PACKAGE_USAGE_STATS
QUERY_ALL_PACKAGES READ_BASIC_PHONE_STATE RECEIVE_BOOT_COMPLETED REQUEST_DELETE_PACKAGES
REQUEST_IGNORE_BATTERY_OPTIMIZATIONS REQUEST_INSTALL_PACKAGES SCHEDULE_EXACT_ALARM SYSTEM_ALERT_WINDOW TRANSMIT_IR
USE_BIOMETRIC USE_EXACT_ALARM USE_FINGERPRINT USE_FULL_SCREEN_INTENT VIBRATE WAKE_LOCK WRITE_SETTINGS
""".split()

# The last API level that asks for it, where another permission has taken its place.
UNTIL = {'BLUETOOTH': 30, 'BLUETOOTH_ADMIN': 30, 'READ_EXTERNAL_STORAGE': 32, 'WRITE_EXTERNAL_STORAGE': 29}

# Of the mapping of API 25 (found by program analysis), the classes that are the permission's own; elsewhere it names
# methods that reach a check on some path only. "-" leaves a method out.
MAPPED = {
    'ACCESS_COARSE_LOCATION': 'android/location/LocationManager android/telephony/TelephonyManager '
                              '-addGpsStatusListener -addNmeaListener -getBestProvider -getProvider -getProviders '
                              '-listen -registerGnssStatusCallback -removeUpdates',
    'ACCESS_FINE_LOCATION': 'android/location/LocationManager android/telephony/TelephonyManager '
                            '-getBestProvider -getProvider -getProviders -removeUpdates',
    'ACCESS_LOCATION_EXTRA_COMMANDS': 'android/location/LocationManager',
    'ACCESS_NETWORK_STATE': 'android/net/ConnectivityManager',
    'ACCESS_WIFI_STATE': 'android/net/wifi/',
    'BLUETOOTH': 'android/bluetooth/',
    'BLUETOOTH_ADMIN': 'android/bluetooth/',
    'CHANGE_WIFI_MULTICAST_STATE': 'android/net/wifi/WifiManager$MulticastLock -release',
    'CHANGE_WIFI_STATE': 'android/net/wifi/',
    'CHANGE_NETWORK_STATE': 'android/net/ConnectivityManager -registerDefaultNetworkCallback -registerNetworkCallback',
    'DISABLE_KEYGUARD': 'android/app/KeyguardManager',
    'GET_TASKS': 'android/app/ActivityManager -getRunningAppProcesses',
    'KILL_BACKGROUND_PROCESSES': 'android/app/ActivityManager',
    'MODIFY_AUDIO_SETTINGS': 'android/media/AudioManager',
    'SEND_SMS': 'android/telephony/',
    'TRANSMIT_IR': 'android/hardware/ConsumerIrManager',
    'USE_FINGERPRINT': 'android/hardware/fingerprint/',
    'USE_SIP': 'android/net/sip/',
    'WAKE_LOCK': 'android/os/PowerManager$WakeLock android/net/wifi/WifiManager$WifiLock -release -setWorkSource',
}

# Static fields with content URIs, by the outer class that declares them: permission to read, to write ("-": the
# default app only, or none).
OWNERS = {
    'android.provider.CalendarContract': ('READ_CALENDAR', 'WRITE_CALENDAR'),
    'android.provider.CallLog': ('READ_CALL_LOG', 'WRITE_CALL_LOG'),
    'android.provider.Contacts': ('READ_CONTACTS', 'WRITE_CONTACTS'),
    'android.provider.ContactsContract': ('READ_CONTACTS', 'WRITE_CONTACTS'),
    'android.provider.SimPhonebookContract': ('READ_CONTACTS', 'WRITE_CONTACTS'),
    'android.provider.Telephony.Mms': ('READ_SMS', '-'),
    'android.provider.Telephony.MmsSms': ('READ_SMS', '-'),
    'android.provider.Telephony.Sms': ('READ_SMS', '-'),
    'android.provider.Telephony.Threads': ('READ_SMS', '-'),
    'android.provider.VoicemailContract': ('ADD_VOICEMAIL', 'ADD_VOICEMAIL'),
}

# permission, kind, need, source: values; "@31" before a value: from that API level on, "@-22": up to it.
BY_HAND = """
ACCESS_COARSE_LOCATION call any guide: Landroid/webkit/GeolocationPermissions$Callback;->invoke
ACCESS_FINE_LOCATION call any guide: Landroid/webkit/GeolocationPermissions$Callback;->invoke
ACCESS_COARSE_LOCATION text any client: com.google.android.gms.location.internal.IGoogleLocationManagerService
    com.google.android.location.internal.GoogleLocationManagerService.START
ACCESS_FINE_LOCATION text any client: com.google.android.gms.location.internal.IGoogleLocationManagerService
    com.google.android.location.internal.GoogleLocationManagerService.START
ACCESS_MEDIA_LOCATION call all javadoc: Landroid/provider/MediaStore;->setRequireOriginal
ACTIVITY_RECOGNITION call may javadoc: @29:Landroid/hardware/SensorManager;->getDefaultSensor#1=18
    @29:Landroid/hardware/SensorManager;->getDefaultSensor#1=19
    @29:Landroid/hardware/SensorManager;->getSensorList#1=18 @29:Landroid/hardware/SensorManager;->getSensorList#1=19
ADD_VOICEMAIL uri read manifest: content://com.android.voicemail
ADD_VOICEMAIL uri write manifest: content://com.android.voicemail
BODY_SENSORS call may javadoc: Landroid/hardware/SensorManager;->getDefaultSensor#1=21
    Landroid/hardware/SensorManager;->getDefaultSensor#1=31 Landroid/hardware/SensorManager;->getSensorList#1=21
    Landroid/hardware/SensorManager;->getSensorList#1=31
CALL_PHONE action start javadoc: android.intent.action.CALL
CAMERA action declared javadoc: @23:android.media.action.IMAGE_CAPTURE @23:android.media.action.VIDEO_CAPTURE
CAMERA call all javadoc: Landroid/hardware/Camera;->open
CAMERA call may guide: Landroid/webkit/PermissionRequest;->grant
FOREGROUND_SERVICE call all javadoc: @28:Landroid/app/Service;->startForeground
GET_ACCOUNTS call may javadoc: @23:Landroid/accounts/AccountManager;->getAccounts
    @23:Landroid/accounts/AccountManager;->getAccountsByType
    @23:Landroid/accounts/AccountManager;->getAccountsByTypeAndFeatures
    @23:Landroid/accounts/AccountManager;->addOnAccountsUpdatedListener
INTERNET call may inet: Ljava/net/URLConnection;->connect Ljava/net/URLConnection;->getInputStream
    Ljava/net/URLConnection;->getOutputStream
INTERNET call all inet: Ljava/net/HttpURLConnection;->getResponseCode Ljava/net/Socket;-><init>
    Ljava/net/Socket;->connect Ljava/net/ServerSocket;-><init> Ljava/net/DatagramSocket;-><init>
    Ljava/net/MulticastSocket;-><init> Ljava/net/InetAddress;->getByName Ljava/net/InetAddress;->getAllByName
    Ljavax/net/SocketFactory;->createSocket Ljavax/net/ssl/SSLSocketFactory;->createSocket
    Ljavax/net/ServerSocketFactory;->createServerSocket Ljava/nio/channels/SocketChannel;->open
    Ljava/nio/channels/ServerSocketChannel;->open Ljava/nio/channels/DatagramChannel;->open
    Ljava/nio/channels/AsynchronousSocketChannel;->open Landroid/net/Network;->openConnection
    Landroid/net/Network;->getAllByName Landroid/net/http/HttpEngine$Builder;->build
    Landroid/net/http/AndroidHttpClient;->execute Lorg/apache/http/client/HttpClient;->execute
    Lorg/apache/http/impl/client/AbstractHttpClient;->execute Landroid/net/DnsResolver;->query
    Landroid/net/DnsResolver;->rawQuery
INTERNET call may inet: Ljava/net/URL;->openConnection Ljava/net/URL;->openStream Ljava/net/URL;->getContent
    Landroid/webkit/WebView;->loadUrl Landroid/webkit/WebView;->postUrl
    Landroid/webkit/WebView;->loadDataWithBaseURL Landroid/media/MediaPlayer;->setDataSource
    Landroid/media/MediaPlayer;->create Landroid/widget/VideoView;->setVideoURI
    Landroid/widget/VideoView;->setVideoPath Landroid/media/MediaExtractor;->setDataSource
    Landroid/media/MediaMetadataRetriever;->setDataSource
INTERNET call all javadoc: Landroid/app/DownloadManager;->enqueue
MANAGE_EXTERNAL_STORAGE action may javadoc: android.settings.MANAGE_APP_ALL_FILES_ACCESS_PERMISSION
    android.settings.MANAGE_ALL_FILES_ACCESS_PERMISSION
MANAGE_EXTERNAL_STORAGE call may javadoc: Landroid/os/Environment;->isExternalStorageManager
NFC call all javadoc: Landroid/nfc/NfcAdapter;->enableForegroundDispatch Landroid/nfc/NfcAdapter;->enableReaderMode
    Landroid/nfc/tech/TagTechnology;->connect Landroid/nfc/tech/IsoDep;->connect Landroid/nfc/tech/IsoDep;->transceive
    Landroid/nfc/tech/MifareClassic;->connect Landroid/nfc/tech/MifareUltralight;->connect
    Landroid/nfc/tech/Ndef;->connect Landroid/nfc/tech/NdefFormatable;->connect Landroid/nfc/tech/NfcA;->connect
    Landroid/nfc/tech/NfcB;->connect Landroid/nfc/tech/NfcF;->connect Landroid/nfc/tech/NfcV;->connect
NFC action receive javadoc: android.nfc.action.NDEF_DISCOVERED android.nfc.action.TECH_DISCOVERED
    android.nfc.action.TAG_DISCOVERED
PACKAGE_USAGE_STATS call all javadoc: Landroid/app/usage/UsageStatsManager;->queryUsageStats
    Landroid/app/usage/UsageStatsManager;->queryAndAggregateUsageStats
    Landroid/app/usage/UsageStatsManager;->queryConfigurations Landroid/app/usage/UsageStatsManager;->queryEvents
PACKAGE_USAGE_STATS call may javadoc: Landroid/app/usage/NetworkStatsManager;->querySummary
    Landroid/app/usage/NetworkStatsManager;->queryDetails
    Landroid/app/usage/NetworkStatsManager;->querySummaryForDevice
PACKAGE_USAGE_STATS action may javadoc: android.settings.USAGE_ACCESS_SETTINGS
POST_NOTIFICATIONS call all guide: Landroid/app/NotificationManager;->notify
    Landroid/app/NotificationManager;->notifyAsPackage
POST_NOTIFICATIONS call may guide: Landroid/app/Service;->startForeground
PROCESS_OUTGOING_CALLS action receive javadoc: android.intent.action.NEW_OUTGOING_CALL
QUERY_ALL_PACKAGES call may guide: @30:Landroid/content/pm/PackageManager;->getInstalledPackages
    @30:Landroid/content/pm/PackageManager;->getInstalledApplications
    @30:Landroid/content/pm/PackageManager;->getPackagesHoldingPermissions
    @30:Landroid/content/pm/PackageManager;->queryIntentActivities
    @30:Landroid/content/pm/PackageManager;->queryIntentServices
    @30:Landroid/content/pm/PackageManager;->queryBroadcastReceivers
    @30:Landroid/content/pm/PackageManager;->queryIntentContentProviders
    @30:Landroid/content/pm/PackageManager;->getPackageInfo
    @30:Landroid/content/pm/PackageManager;->getApplicationInfo
READ_CALENDAR uri read manifest: content://com.android.calendar
READ_CALL_LOG call may javadoc: @28:Landroid/telephony/TelephonyManager;->listen
READ_CALL_LOG callback may javadoc: @28:Landroid/telephony/PhoneStateListener;->onCallStateChanged
READ_CALL_LOG uri read manifest: content://call_log
READ_CELL_BROADCASTS uri read manifest: content://cellbroadcasts
READ_CONTACTS uri read manifest: content://com.android.contacts content://contacts content://icc
    content://com.android.simphonebook
READ_EXTERNAL_STORAGE call may guide: Landroid/os/Environment;->getExternalStorageDirectory
    Landroid/os/Environment;->getExternalStoragePublicDirectory Landroid/provider/MediaStore$Files;->getContentUri
    Landroid/provider/MediaStore$Images$Media;->getContentUri Landroid/provider/MediaStore$Video$Media;->getContentUri
    Landroid/provider/MediaStore$Audio$Media;->getContentUri Landroid/provider/MediaStore$Downloads;->getContentUri
READ_EXTERNAL_STORAGE field read guide: {audio} {images} {video} {downloads}
READ_EXTERNAL_STORAGE uri read guide: content://media/external
READ_MEDIA_AUDIO call may guide: Landroid/provider/MediaStore$Files;->getContentUri
    Landroid/provider/MediaStore$Audio$Media;->getContentUri
READ_MEDIA_AUDIO field read guide: {audio}
READ_MEDIA_AUDIO uri read guide: content://media/external/audio
READ_MEDIA_IMAGES call may guide: Landroid/provider/MediaStore$Files;->getContentUri
    Landroid/provider/MediaStore$Images$Media;->getContentUri
READ_MEDIA_IMAGES field read guide: {images}
READ_MEDIA_IMAGES uri read guide: content://media/external/images
READ_MEDIA_VIDEO call may guide: Landroid/provider/MediaStore$Files;->getContentUri
    Landroid/provider/MediaStore$Video$Media;->getContentUri
READ_MEDIA_VIDEO field read guide: {video}
READ_MEDIA_VIDEO uri read guide: content://media/external/video
READ_MEDIA_VISUAL_USER_SELECTED field read guide: {images} {video}
READ_MEDIA_VISUAL_USER_SELECTED uri read guide: content://media/external/images content://media/external/video
READ_PHONE_STATE action receive javadoc: android.intent.action.PHONE_STATE
READ_PHONE_STATE call all javadoc: @-28:Landroid/telephony/TelephonyManager;->getDeviceId
    @-28:Landroid/telephony/TelephonyManager;->getImei @-28:Landroid/telephony/TelephonyManager;->getMeid
    @-28:Landroid/telephony/TelephonyManager;->getSimSerialNumber
    @-28:Landroid/telephony/TelephonyManager;->getSubscriberId @26-28:Landroid/os/Build;->getSerial
    @-28:Landroid/telephony/SubscriptionInfo;->getIccId
READ_PHONE_STATE call may javadoc: Landroid/telephony/TelephonyManager;->listen
    Landroid/telephony/TelephonyManager;->registerTelephonyCallback
READ_SMS uri read manifest: content://sms content://mms content://mms-sms
RECEIVE_BOOT_COMPLETED action receive javadoc: android.intent.action.BOOT_COMPLETED
    android.intent.action.LOCKED_BOOT_COMPLETED
RECEIVE_BOOT_COMPLETED call all javadoc: Landroid/app/job/JobInfo$Builder;->setPersisted
RECEIVE_MMS action receive javadoc: android.provider.Telephony.WAP_PUSH_RECEIVED
RECEIVE_SMS action receive javadoc: android.provider.Telephony.SMS_RECEIVED android.intent.action.DATA_SMS_RECEIVED
    android.provider.Telephony.SMS_CB_RECEIVED android.provider.Telephony.SMS_REJECTED
RECEIVE_WAP_PUSH action receive javadoc: android.provider.Telephony.WAP_PUSH_RECEIVED
RECORD_AUDIO call all guide: Landroid/media/MediaRecorder;->setAudioSource
RECORD_AUDIO call all javadoc: Landroid/media/AudioRecord;->startRecording
    Landroid/speech/SpeechRecognizer;->startListening Landroid/media/audiofx/Visualizer;-><init>
RECORD_AUDIO call may guide: Landroid/webkit/PermissionRequest;->grant
REQUEST_DELETE_PACKAGES action start javadoc: @28:android.intent.action.DELETE
    @28:android.intent.action.UNINSTALL_PACKAGE
REQUEST_IGNORE_BATTERY_OPTIMIZATIONS action start javadoc: android.settings.REQUEST_IGNORE_BATTERY_OPTIMIZATIONS
REQUEST_INSTALL_PACKAGES action start javadoc: @26:android.intent.action.INSTALL_PACKAGE
REQUEST_INSTALL_PACKAGES action may guide: android.settings.MANAGE_UNKNOWN_APP_SOURCES
REQUEST_INSTALL_PACKAGES call all javadoc: @26:Landroid/content/pm/PackageManager;->canRequestPackageInstalls
    @26:Landroid/content/pm/PackageInstaller$Session;->commit
REQUEST_INSTALL_PACKAGES text may guide: application/vnd.android.package-archive
SCHEDULE_EXACT_ALARM action may javadoc: android.settings.REQUEST_SCHEDULE_EXACT_ALARM
SCHEDULE_EXACT_ALARM call any javadoc: @31:Landroid/app/AlarmManager;->setExact
    @31:Landroid/app/AlarmManager;->setExactAndAllowWhileIdle @31:Landroid/app/AlarmManager;->setAlarmClock
SCHEDULE_EXACT_ALARM call may javadoc: @31:Landroid/app/AlarmManager;->canScheduleExactAlarms
SYSTEM_ALERT_WINDOW action may javadoc: android.settings.action.MANAGE_OVERLAY_PERMISSION
SYSTEM_ALERT_WINDOW call may javadoc: Landroid/provider/Settings;->canDrawOverlays
    Landroid/view/WindowManager;->addView Landroid/view/Window;->setType
USE_EXACT_ALARM call any javadoc: @33:Landroid/app/AlarmManager;->setExact
    @33:Landroid/app/AlarmManager;->setExactAndAllowWhileIdle @33:Landroid/app/AlarmManager;->setAlarmClock
USE_FULL_SCREEN_INTENT action may guide: android.settings.MANAGE_APP_USE_FULL_SCREEN_INTENT
USE_FULL_SCREEN_INTENT call all javadoc: @29:Landroid/app/Notification$Builder;->setFullScreenIntent
WAKE_LOCK call all javadoc: Landroid/media/MediaPlayer;->setWakeMode
WRITE_CALENDAR uri write manifest: content://com.android.calendar
WRITE_CALL_LOG uri write manifest: content://call_log
WRITE_CONTACTS uri write manifest: content://com.android.contacts content://contacts content://icc
    content://com.android.simphonebook
WRITE_EXTERNAL_STORAGE call may guide: Landroid/os/Environment;->getExternalStorageDirectory
    Landroid/os/Environment;->getExternalStoragePublicDirectory
    @-28:Landroid/app/DownloadManager$Request;->setDestinationInExternalPublicDir
    Landroid/provider/MediaStore$Images$Media;->insertImage Landroid/provider/MediaStore$Files;->getContentUri
    Landroid/provider/MediaStore$Images$Media;->getContentUri Landroid/provider/MediaStore$Video$Media;->getContentUri
    Landroid/provider/MediaStore$Audio$Media;->getContentUri
WRITE_EXTERNAL_STORAGE field write guide: {audio} {images} {video}
WRITE_EXTERNAL_STORAGE uri write guide: content://media/external
WRITE_SETTINGS action may javadoc: android.settings.action.MANAGE_WRITE_SETTINGS
WRITE_SETTINGS call all javadoc: Landroid/provider/Settings$System;->putInt
    Landroid/provider/Settings$System;->putLong Landroid/provider/Settings$System;->putFloat
    Landroid/provider/Settings$System;->putString Landroid/media/RingtoneManager;->setActualDefaultRingtoneUri
WRITE_SETTINGS call may javadoc: Landroid/provider/Settings$System;->canWrite
"""

MEDIA = {
    'audio': 'Audio$Albums Audio$Artists Audio$Genres Audio$Media Audio$Playlists',
    'images': 'Images$Media Images$Thumbnails',
    'video': 'Video$Media Video$Thumbnails',
    'downloads': 'Downloads',
}
MEDIA = {kind: ' '.join(f'Landroid/provider/MediaStore${c};->EXTERNAL_CONTENT_URI' for c in names.split())
         for kind, names in MEDIA.items()}

PRIMITIVES = {'void': 'V', 'boolean': 'Z', 'byte': 'B', 'short': 'S', 'char': 'C', 'int': 'I', 'long': 'J',
              'float': 'F', 'double': 'D'}


class Member:
    def __init__(self, owner, name, kind, parameters, result, needs, value):
        self.owner, self.name, self.kind = owner, name, kind
        self.parameters, self.result, self.needs, self.value = parameters, result, needs, value


def without(text, opening, closing):
    """|text| without what stands between brackets, however deep."""
    out, depth = '', 0
    for c in text:
        depth += c == opening
        if depth == 0:
            out += c
        depth -= c == closing
    return out


def split_parameters(text):
    """Types of a parameter list: no annotations, no type arguments."""
    text = without(re.sub(r'@[\w.]+\([^()]*\)', '', text), '<', '>')
    return [re.sub(r'@[\w.]+\s+', '', p).strip().split(' ')[0] for p in text.split(',') if p.strip()]


def annotation(text):
    """(permissions, need, last API level) of the first RequiresPermission before the member's own parameters."""
    match = re.search(r'@RequiresPermission\(', text)
    if not match:
        return None
    depth, end = 1, match.end()
    while depth:
        depth += (text[end] == '(') - (text[end] == ')')
        end += 1
    body = text[match.end():end - 1]
    until = re.search(r'apis="\.\.(\d+)"', body)
    names = re.findall(r'(?:android\.Manifest\.permission\.|"(?:android\.permission\.)?)([\w .]+?)"?(?=[,})]|$)',
                       re.sub(r',?\s*apis="[^"]*"', '', body))
    need = 'may' if 'conditional=true' in body else 'any' if 'anyOf' in body else 'all'
    return names, need, until[1] if until else '-'


def read_signatures(path):
    """All public members, and the names of all classes, of a signature file."""
    members, package, stack = [], '', []
    with open(path, encoding='utf-8') as f:
        for line in f:
            line = line.rstrip()
            head = re.match(r'package (?:@\S+ )*([\w.]+) \{', line)
            body = re.match(r'  (?:@\w+(?:\([^)]*\))? )*(?:(?:public|protected|abstract|static|final|sealed|deprecated) |'
                            r'@\w+(?:\([^)]*\))? )*(?:class|interface|enum|@interface) ([\w.]+)', line)
            if head:
                package = head[1]
            elif body and not line.startswith('    '):
                stack.append(package + '.' + body[1])
            elif line.startswith('    '):
                members.append(member_of(stack[-1], line.strip()))
    return [m for m in members if m], set(stack)


def member_of(owner, line):
    kind = line.split(' ', 1)[0]
    needs = annotation(line)
    plain = line
    while re.search(r'@[\w.]+\([^()]*\)', plain):
        plain = re.sub(r'@[\w.]+\([^()]*\) ?', '', plain, count=1)
    plain = re.sub(r'@[\w.]+ ', '', plain)
    if kind == 'field':
        match = re.match(r'field (?:\w+ )*?([\w.<>?, \[\]]+) (\w+)(?: = (.*?))?;', without(plain, '<', '>'))
        return match and Member(owner, match[2], kind, [], match[1].split(' ')[-1], needs, (match[3] or '').strip('"'))
    match = re.match(r'(?:method|ctor) (.*?)([\w.]+)\((.*)\)[^()]*;', plain)
    if kind not in ('method', 'ctor') or not match:
        return None
    result = without(match[1], '<', '>').split()[-1] if kind == 'method' else 'void'
    return Member(owner, match[2] if kind == 'method' else '<init>', kind, split_parameters(match[3]), result, needs, '')


def binary(name, classes):
    """a.b.C.D -> a/b/C$D"""
    parts = name.split('.')
    for i in range(1, len(parts)):
        if '.'.join(parts[:i]) in classes:
            return '/'.join(parts[:i]) + '$' + '$'.join(parts[i:])
    return '/'.join(parts)


def descriptor(name, classes):
    name = name.replace('...', '[]')
    depth = name.count('[]')
    name = name.replace('[]', '')
    if name in PRIMITIVES:
        return '[' * depth + PRIMITIVES[name]
    if '.' not in name:
        if len(name) < 3:
            raise ValueError(f'type variable {name}')
        name = 'java.lang.' + name
    return '[' * depth + 'L' + binary(name, classes) + ';'


def annotated(members, classes):
    """(permission, kind, value, last level, need) of what signatures say."""
    overloads = {}
    for m in members:
        if m.kind != 'field':
            overloads.setdefault((m.owner, m.name), []).append(m)
    for m in members:
        if not m.needs:
            continue
        names, need, until = m.needs
        value, kind = f'L{binary(m.owner, classes)};->{m.name}', 'call'
        if m.kind == 'field':
            if not m.value.startswith('android.') or '.action.' not in m.value:
                continue
            value, kind = m.value, 'action'
            need = 'start' if re.search(r'\.(REQUEST_\w+|CLEAR_APP_CACHE)$', value) else 'receive'
        elif re.match('on[A-Z]', m.name) and re.search('(Listener|Callback)$', m.owner):
            kind = 'callback'
        same = overloads.get((m.owner, m.name), [])
        if any(o.needs != m.needs for o in same):
            value += '(' + ''.join(descriptor(p, classes) for p in m.parameters) + ')' + descriptor(m.result, classes)
        if len(names) == 1 and need == 'any':
            need = 'all'
        for name in names:
            yield name, kind, value, until, need


def mapped(path, members):
    """(permission, value) of the mapping of API 25 that MAPPED lets through and the platform's API has."""
    with open(path, encoding='utf-8') as f:
        mapping = json.load(f)
    for key, permissions in mapping.items():
        owner, method, _ = key.split('-', 2)
        for name in [p.rpartition('.')[2] for p in permissions]:
            words = MAPPED.get(name, '').split()
            if (any(owner[1:].startswith(w) for w in words) and '-' + method not in words and
                    (owner, method) in members):
                yield name, f'{owner}->{method}'


def by_hand():
    for line in BY_HAND.replace('\n    ', ' ').strip().split('\n'):
        head, values = line.split(': ', 1)
        name, kind, need, source = head.split(' ')
        for value in values.format(**MEDIA).split():
            match = re.match(r'@(\d*)(-?)(\d*):(.*)', value)
            first, last = (match[1], match[3]) if match else ('', '')
            value = (match[4] if match else value).replace('#', ' ')
            yield name, kind, value, first or None, last or None, need, source


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    levels = {}
    wanted = set(ALSO)
    with open(os.path.join(folder, 'android-permissions.tsv'), encoding='utf-8') as f:
        for line in f:
            if not line.startswith('#'):
                name, protection, _, first, last = line.rstrip('\n').split('\t')
                levels[name.rpartition('.')[2]] = name, first, last
                if protection.startswith('dangerous'):
                    wanted.add(name.rpartition('.')[2])
    missing = [name for name in wanted if name not in levels]
    if missing:
        sys.exit(f'no such permission: {missing}')

    files = [(arg.split('=', 1)[0], *read_signatures(arg.split('=', 1)[1])) for arg in sys.argv[2:]]
    classes = set().union(*[c for _, _, c in files])
    known = {(f'L{binary(m.owner, classes)};', m.name) for _, members, _ in files for m in members}
    rows = {}  # what stands below comes first, then annotations, then the mapping

    def add(name, kind, value, first, last, need, source):
        if name in wanted:
            full, since, until = levels[name]
            rows.setdefault((full, kind, value, first or since, last or str(UNTIL.get(name, until))), (need, source))

    for row in by_hand():
        add(*row)
    for source, members, _ in files:
        for name, kind, value, until, need in annotated(members, classes):
            add(name, kind, value, None, None if until == '-' else until, need, source)
        for m in members:
            owner = max((o for o in OWNERS if m.owner == o or m.owner.startswith(o + '.')), key=len, default=None)
            if owner and m.kind == 'field' and m.result == 'android.net.Uri':
                for name, need in zip(OWNERS[owner], ('read', 'write')):
                    add(name, 'field', f'L{binary(m.owner, classes)};->{m.name}', None, None, need, 'manifest')
    said = {row[:3] for row in rows}
    for name, value in sorted(set(mapped(sys.argv[1], known))):
        if (levels[name][0], 'call', value) not in said:
            add(name, 'call', value, None, None, 'any' if name.endswith('LOCATION') else 'all', 'androguard-25')

    owners = {owner for owner, _ in known}
    for _, _, value, _, _ in rows:  # inherited, or a slip of the list above
        owner, _, member = value.partition('->')
        if member and owner in owners and (owner, re.split('[( ]', member)[0]) not in known:
            print(f'{value}: not declared there', file=sys.stderr)
    sys.stdout.write(HEAD)
    said = {row[0] for row in rows}
    left = sorted(levels[name][0].replace('android.permission.', '') for name in wanted if levels[name][0] not in said)
    print('# Without a row, since no source names their use:')
    print(textwrap.fill(' '.join(left), 118, initial_indent='#   ', subsequent_indent='#   '))
    for row, what in sorted(rows.items()):
        print(*row, *what, sep='\t')


if __name__ == '__main__':
    main()
