using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace FarmMarket.Accounts;

/// <summary>A person. Signs in by phone number or e-mail; can be grower, buyer, trainee and more at once.</summary>
public sealed class User : IdentityUser<long>, IEntity
{
    /// <summary>How others see them; never the phone number.</summary>
    public required string DisplayName { get; set; }

    /// <summary>"zh" or "en": the language of messages sent to them.</summary>
    public string Language { get; set; } = "zh";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A known account of the demo region; the market refuses to start with one outside demo mode.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Set when the person deleted the account; what identified them is gone by then, their orders stay.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public UserId UserId => new(Id);
}

/// <summary>Roles that are granted, not earned by membership.</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string Coordinator = "coordinator";
}
