using System.Globalization;
using System.Security.Cryptography;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace FarmMarket.Messaging;

/// <summary>Links at the foot of a mail with which its receiver stops that kind of mail without signing in. They never run out.</summary>
public sealed class StopLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("FarmMarket.Messaging.StopLinks");

    public string For(UserId user, NotificationTopic topic) =>
        "/notifications/stop?token=" + protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Value} {topic}"));

    /// <summary>Null for a link that isn't ours.</summary>
    public (UserId User, NotificationTopic Topic)? Read(string? token)
    {
        try
        {
            return protector.Unprotect(token ?? "").Split(' ') is [var user, var topic]
                ? (new(long.Parse(user, CultureInfo.InvariantCulture)), Enum.Parse<NotificationTopic>(topic))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
