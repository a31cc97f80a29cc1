// A stand-in of the platform's assembly: what the app refers to, without what it does.
namespace System.Net.Http
{
    public class HttpClientHandler
    {
        public static object DangerousAcceptAnyServerCertificateValidator { get { return null; } }
        public object ServerCertificateCustomValidationCallback { get; set; }
    }
}
