/* The app: one screen to log in. */
#import <LocalAuthentication/LocalAuthentication.h>
#import <UIKit/UIKit.h>

@interface Vault : NSObject
+ (void)keepSession:(NSData *)session;
+ (NSData *)seal:(NSData *)policies;
@end
@interface Connection : NSObject <NSURLSessionDelegate>
- (void)logIn:(NSString *)user password:(NSString *)password;
@end

enum { UITextAutocorrectionTypeNo = 1, UIControlEventEditingDidEndOnExit = 1 << 19 };

@interface LoginController : UIViewController
- (void)unlock;
@end
@implementation LoginController {
    UITextField *_user, *_password;
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
}

- (void)viewWillAppear:(BOOL)animated
{
    [self unlock];
}

- (void)submit
{
    NSString *password = [_password text];
    [[NSUserDefaults standardUserDefaults] setObject:password forKey:@"password"];
    [Vault keepSession:[password dataUsingEncoding:NSUTF8StringEncoding]];
    [Vault seal:[password dataUsingEncoding:NSUTF8StringEncoding]];
    [[Connection new] logIn:[_user text] password:password];
}

- (void)unlock
{
    [[LAContext new] evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
                    localizedReason:@"登入"
                              reply:^(BOOL success, NSError *error) {
                                if (success)
                                    [self submit];
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
    _window = [UIWindow new];
    [_window setRootViewController:[LoginController new]];
    [_window makeKeyAndVisible];
    return YES;
}

- (BOOL)application:(UIApplication *)application openURL:(NSURL *)url options:(NSDictionary *)options
{
    NSURLRequest *request = [NSURLRequest requestWithURL:url];
    [[[NSURLSession sharedSession] dataTaskWithRequest:request completionHandler:nil] resume];
    return YES;
}

@end

int main(int argc, char *argv[])
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
