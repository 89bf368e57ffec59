using MediatR;

namespace FarmMarket.Kernel;

/// <summary>A request that changes something: runs in one transaction, all or nothing.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;

/// <summary>A request that only reads.</summary>
public interface IQuery<out TResult> : IRequest<TResult>;

// Who may send a request. Every request carries exactly one of these; a test sees to it and the pipeline enforces it.

/// <summary>Anyone may ask, signed in or not.</summary>
public interface IForAnyone;

/// <summary>Any signed-in person, about their own things.</summary>
public interface IForSignedIn;

/// <summary>A member of the shop with at least the role that is needed; to everyone else the shop's back room does not exist.</summary>
public interface IForShop
{
    /// <summary>The shop's slug, from the route.</summary>
    string Shop { get; }

    ShopRole Needs { get; }
}

/// <summary>The people who run the platform.</summary>
public interface IForOperator;

/// <summary>The platform itself: jobs, start-up, seeds. Never reachable from a page or the API.</summary>
public interface IForSystem;

/// <summary>What a member of a shop may do, each including the ones below it.</summary>
public enum ShopRole
{
    Packer = 1,
    Manager = 2,
    Owner = 3,
}

/// <summary>
/// A command that may arrive twice (a double tap, a retry on a bad line) and must act once: the second gets the first one's answer.
/// </summary>
public interface IOnce
{
    /// <summary>Chosen by the sender, unique for one intent; null where the sender gave none.</summary>
    string? IdempotencyKey { get; }
}

/// <summary>On whose behalf the current request runs. Filled by the web host, or by the job runner as the system.</summary>
public sealed class Actor
{
    public UserId? UserId { get; private set; }
    public bool IsOperator { get; private set; }
    public bool IsCoordinator { get; private set; }
    public bool IsSystem { get; private set; }

    /// <summary>The shop the request was authorised for (<see cref="IForShop"/>); set by the pipeline.</summary>
    public ShopId? ShopId { get; private set; }

    /// <summary>What the person is in that shop.</summary>
    public ShopRole? ShopRole { get; private set; }

    public UserId User => UserId ?? throw new SignInNeeded();
    public ShopId Shop => ShopId ?? throw new InvalidOperationException("The request is not marked IForShop.");

    public void BecomeUser(UserId user, bool isOperator, bool isCoordinator) =>
        (UserId, IsOperator, IsCoordinator) = (user, isOperator, isCoordinator);

    public void BecomeSystem() => IsSystem = true;

    public void EnterShop(ShopId shop, ShopRole role) => (ShopId, ShopRole) = (shop, role);
}
