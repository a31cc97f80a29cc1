/* The app: one screen to log in. */
#import <LocalAuthentication/LocalAuthentication.h>
#import <UIKit/UIKit.h>

@interface Vault : NSObject
+ (void)keepSession:(NSData *)session;
+ (NSData *)sessionWith:(LAContext *)context;
+ (NSData *)seal:(NSData *)policies;
@end
@interface Connection : NSObject
- (void)logIn:(NSString *)user password:(NSString *)password;
@end
BOOL device_is_open(void);

enum { UITextAutocorrectionTypeNo = 1, UIControlEventEditingDidEndOnExit = 1 << 19 };

@interface LoginController : UIViewController
- (void)unlock;
@end
@implementation LoginController {
    UITextField *_user, *_password;
    NSData *_draft;
}

- (void)viewDidLoad
{
    CGRect frame = {0, 0, 200, 40};
    _user = [[UITextField alloc] initWithFrame:frame];
    _password = [[UITextField alloc] initWithFrame:frame];
    [_password setSecureTextEntry:YES];
    [_user setAutocorrectionType:UITextAutocorrectionTypeNo];
    [_password addTarget:self action:@selector(submit) forControlEvents:UIControlEventEditingDidEndOnExit];
    [[self view] addSubview:_user];
    [[self view] addSubview:_password];
    [[NSNotificationCenter defaultCenter] addObserver:self
                                             selector:@selector(cover)
                                                 name:UIScreenCapturedDidChangeNotification
                                               object:nil];
}

- (void)cover
{
    [[self view] setHidden:[[UIScreen mainScreen] isCaptured]];
}

- (void)viewWillAppear:(BOOL)animated
{
    [self unlock];
}

- (void)submit
{
    NSString *password = [_password text];
    [[NSUserDefaults standardUserDefaults] setBool:YES forKey:@"introduced"];
    [Vault keepSession:[password dataUsingEncoding:NSUTF8StringEncoding]];
    _draft = [Vault seal:[[_user text] dataUsingEncoding:NSUTF8StringEncoding]];
    [[Connection new] logIn:[_user text] password:password];
}

- (void)unlock
{
    LAContext *context = [LAContext new];
    [context evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
            localizedReason:@"解鎖登入憑證"
                      reply:^(BOOL success, NSError *error) {
                        if (success)
                            [[self view] setHidden:[Vault sessionWith:context] == nil];
                      }];
}

@end

@interface AppDelegate : UIResponder <UIApplicationDelegate>
@end
@implementation AppDelegate {
    UIWindow *_window;
}

- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options
{
    if (device_is_open())
        exit(1);
    _window = [UIWindow new];
    [_window setRootViewController:[LoginController new]];
    [_window makeKeyAndVisible];
    return YES;
}

- (void)applicationWillResignActive:(UIApplication *)application
{
    [_window setHidden:YES];
}

- (void)applicationDidBecomeActive:(UIApplication *)application
{
    [_window setHidden:NO];
}

@end

int main(int argc, char *argv[])
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
