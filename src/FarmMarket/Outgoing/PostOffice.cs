using System.Net.Http.Headers;
using System.Net.Http.Json;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FarmMarket.Outgoing;

/// <summary>Sends for real: mail by SMTP, anything else as a text message.</summary>
internal sealed class PostOffice(Smtp smtp, SmsGateway sms) : IMessageSender
{
    public Task Send(OutgoingMessage message, string key, CancellationToken cancellation) =>
        message.IsEmail ? smtp.Send(message, key, cancellation) : sms.Send(message, key, cancellation);
}

internal sealed class Smtp(IOptions<OutgoingOptions> options, TimeProvider clock)
{
    public async Task Send(OutgoingMessage message, string key, CancellationToken cancellation)
    {
        var smtp = options.Value.Smtp;
        var from = MailboxAddress.Parse(smtp.From);
        using var mail = new MimeMessage([from], [MailboxAddress.Parse(message.To)], message.Subject, new TextPart("plain") { Text = message.Body })
        {
            // The same for a repetition, so that mailboxes show one.
            MessageId = $"{Uri.EscapeDataString(key)}@{from.Domain}",
            Date = clock.GetUtcNow(),
        };
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Plain ? SecureSocketOptions.None : SecureSocketOptions.Auto, cancellation);
        if (!smtp.Plain && !client.IsSecure)
            throw new InvalidOperationException($"{smtp.Host}:{smtp.Port} offers no encryption. Set Outgoing:Smtp:Plain only for a relay on this machine.");
        if (smtp.User.Length > 0)
            await client.AuthenticateAsync(smtp.User, smtp.Password, cancellation);
        await client.SendAsync(mail, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }
}

internal sealed class SmsGateway(HttpClient client, IOptions<OutgoingOptions> options)
{
    private sealed record Sms(string To, string Text);

    public async Task Send(OutgoingMessage message, string key, CancellationToken cancellation)
    {
        var sms = options.Value.Sms;
        using var request = new HttpRequestMessage(HttpMethod.Post, sms.Url) { Content = JsonContent.Create(new Sms(message.To, message.Body)) };
        request.Headers.Add("Idempotency-Key", key);
        if (sms.Token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sms.Token);
        using var answer = await client.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
