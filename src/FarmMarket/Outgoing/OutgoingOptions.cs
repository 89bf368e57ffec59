using Microsoft.Extensions.Options;

namespace FarmMarket.Outgoing;

/// <summary>Section <c>Outgoing</c>: how messages leave a market with real people. Not used in demo mode.</summary>
public sealed class OutgoingOptions
{
    public SmtpOptions Smtp { get; set; } = new();

    public SmsOptions Sms { get; set; } = new();

    public sealed class SmtpOptions
    {
        public string Host { get; set; } = "";
        public int Port { get; set; } = 587;

        /// <summary>Empty for a relay that asks for none.</summary>
        public string User { get; set; } = "";
        public string Password { get; set; } = "";

        /// <summary>e.g. <c>FarmMarket &lt;no-reply@market.example&gt;</c>.</summary>
        public string From { get; set; } = "";

        /// <summary>Only for a relay on this machine: sends without encryption.</summary>
        public bool Plain { get; set; }
    }

    public sealed class SmsOptions
    {
        /// <summary>
        /// Takes a POST of <c>{"to": "+86…", "text": "…"}</c> with <c>Authorization: Bearer</c> and <c>Idempotency-Key</c>, and answers 2xx
        /// once it has taken the message.
        /// </summary>
        public string Url { get; set; } = "";
        public string Token { get; set; } = "";
    }

    internal sealed class Complete : IValidateOptions<OutgoingOptions>
    {
        public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
        {
            List<string> missing = [];
            if (options.Smtp.Host.Length == 0)
                missing.Add("Outgoing:Smtp:Host");
            if (!MimeKit.MailboxAddress.TryParse(options.Smtp.From, out _))
                missing.Add("Outgoing:Smtp:From");
            if (!Uri.TryCreate(options.Sms.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
                missing.Add("Outgoing:Sms:Url");
            return missing.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Codes could not be sent: set {string.Join(", ", missing)} (as environment variables with __ for :).");
        }
    }
}
