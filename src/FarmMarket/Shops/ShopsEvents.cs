using FarmMarket.Kernel;

namespace FarmMarket.Shops;

public sealed record ShopHandedIn(ShopId Shop) : IDomainEvent;
public sealed record ShopOpened(ShopId Shop) : IDomainEvent;
public sealed record ShopSentBack(ShopId Shop) : IDomainEvent;
public sealed record ShopSuspended(ShopId Shop) : IDomainEvent;

/// <summary>What buyers see of the shop changed: name, story, county, cover, holiday or what it asks for freight.</summary>
public sealed record ShopChanged(ShopId Shop) : IDomainEvent;

/// <summary>Someone joined, got another role, or left (<paramref name="Role"/> is null).</summary>
public sealed record ShopMembersChanged(ShopId Shop, UserId Member, ShopRole? Role) : IDomainEvent;
