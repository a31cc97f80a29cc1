#include "facts/ios_needs.h"

#include <string.h>

static const aa_ios_need needs[] = {
    {"_OBJC_CLASS_$_AVCaptureDevice", "NSCameraUsageDescription", "NSMicrophoneUsageDescription", true},
    {"_OBJC_CLASS_$_CLLocationManager", "NSLocationWhenInUseUsageDescription",
     "NSLocationAlwaysAndWhenInUseUsageDescription", true},
    {"_OBJC_CLASS_$_CNContactStore", "NSContactsUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_EKEventStore", "NSCalendarsUsageDescription", "NSCalendarsFullAccessUsageDescription",
     true},
    {"_OBJC_CLASS_$_PHPhotoLibrary", "NSPhotoLibraryUsageDescription", "NSPhotoLibraryAddUsageDescription",
     true},
    {"_OBJC_CLASS_$_CMMotionActivityManager", "NSMotionUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_CMPedometer", "NSMotionUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_CBCentralManager", "NSBluetoothAlwaysUsageDescription",
     "NSBluetoothPeripheralUsageDescription", true},
    {"_OBJC_CLASS_$_CBPeripheralManager", "NSBluetoothAlwaysUsageDescription",
     "NSBluetoothPeripheralUsageDescription", true},
    {"_OBJC_CLASS_$_HKHealthStore", "NSHealthShareUsageDescription", "NSHealthUpdateUsageDescription", true},
    {"_OBJC_CLASS_$_HMHomeManager", "NSHomeKitUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_SFSpeechRecognizer", "NSSpeechRecognitionUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_ATTrackingManager", "NSUserTrackingUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_MPMediaLibrary", "NSAppleMusicUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_MPMediaQuery", "NSAppleMusicUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_NFCNDEFReaderSession", "NFCReaderUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_LAContext", "NSFaceIDUsageDescription", NULL, false},
    {"_OBJC_CLASS_$_AVAudioRecorder", "NSMicrophoneUsageDescription", NULL, true},
    {"_OBJC_CLASS_$_AVAudioSession", "NSMicrophoneUsageDescription", NULL, false},
    {"_OBJC_CLASS_$_UIImagePickerController", "NSCameraUsageDescription", "NSPhotoLibraryUsageDescription",
     false},
    {"_OBJC_CLASS_$_ALAssetsLibrary", "NSPhotoLibraryUsageDescription", NULL, true},
    {"_ABAddressBookCreateWithOptions", "NSContactsUsageDescription", NULL, true},
};

const aa_ios_need *aa_ios_needs(size_t *count)
{
    *count = sizeof needs / sizeof needs[0];
    return needs;
}

const char *aa_ios_need_name(const aa_ios_need *need)
{
    static const char prefix[] = "_OBJC_CLASS_$_";
    size_t n = sizeof prefix - 1;
    return strncmp(need->symbol, prefix, n) == 0 ? need->symbol + n : need->symbol + 1;
}
