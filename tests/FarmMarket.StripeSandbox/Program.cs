namespace FarmMarket.StripeSandbox;

/// <summary><c>--urls URL --webhook URL --webhook-secret SECRET --secret-key KEY</c></summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        string After(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

        await using var sandbox = await Sandbox.Start(new()
        {
            Url = After("--urls", "http://127.0.0.1:5010"),
            Webhook = After("--webhook", "") is { Length: > 0 } webhook ? new Uri(webhook) : null,
            WebhookSecret = After("--webhook-secret", "whsec_sandbox"),
            SecretKey = After("--secret-key", "sk_test_sandbox"),
        });
        Console.WriteLine($"A stand-in for Stripe listens on {sandbox.Address}. Nothing here moves money.");
        await sandbox.Stopped;
    }
}
