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

    /// <summary>The settings without which codes could not be sent, each with what it should be.</summary>
    public IEnumerable<(string Setting, string Wanted)> Missing()
    {
        if (Smtp.Host.Length == 0)
            yield return ("Outgoing:Smtp:Host", "the server that takes the market's mail, e.g. smtp.market.example");
        if (!MimeKit.MailboxAddress.TryParse(Smtp.From, out _))
            yield return ("Outgoing:Smtp:From", "the sender of the market's mail, e.g. FarmMarket <no-reply@market.example>");
        if (!Uri.TryCreate(Sms.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return ("Outgoing:Sms:Url", "the address of the gateway that takes text messages, e.g. https://sms.market.example/send");
    }
}
