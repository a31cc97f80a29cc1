// Sends over TLS as the platform does it.
using System.Net;

namespace Example.Sound
{
    public class Client
    {
        public string Fetch()
        {
            return new WebClient().DownloadString("https://api.example.org/v2");
        }
    }
}
