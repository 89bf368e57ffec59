using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Gives a member another role.</summary>
public static class ChangeRole
{
    public sealed record Command(string Shop, UserId Member, ShopRole? Role) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Role).Must(role => role is { } known && Enum.IsDefined(known)).WithMessage("请选择角色");
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.WithMembers(actor.Shop, cancellationToken);
            shop.GiveRole(request.Member, request.Role!.Value);
            if (request.Role < ShopRole.Owner)
                await db.WithdrawInvitationsOf(request.Member, shop.Id, cancellationToken);
            audit.Record("shop.role-changed", $"shop:{shop.Slug}", new { member = request.Member.Value, role = request.Role.Value.ToString() });
            return Unit.Value;
        }
    }
}

/// <summary>Takes a member out of the shop.</summary>
public static class RemoveMember
{
    public sealed record Command(string Shop, UserId Member) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.WithMembers(actor.Shop, cancellationToken);
            shop.Leave(request.Member);
            await db.WithdrawInvitationsOf(request.Member, shop.Id, cancellationToken);
            audit.Record("shop.member-removed", $"shop:{shop.Slug}", new { member = request.Member.Value });
            return Unit.Value;
        }
    }
}

/// <summary>Leaves the shop oneself; the last owner can't.</summary>
public static class LeaveShop
{
    public sealed record Command(string Shop) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.WithMembers(actor.Shop, cancellationToken);
            shop.Leave(actor.User);
            await db.WithdrawInvitationsOf(actor.User, shop.Id, cancellationToken);
            audit.Record("shop.member-left", $"shop:{shop.Slug}");
            return Unit.Value;
        }
    }
}

internal static class Membership
{
    public static Task<Shop> WithMembers(this MarketDb db, ShopId id, CancellationToken cancellation) =>
        db.Set<Shop>().Include(shop => shop.Members).FirstAsync(shop => shop.Id == id, cancellation);

    /// <summary>Whoever may no longer invite leaves no open doors behind.</summary>
    public static Task WithdrawInvitationsOf(this MarketDb db, UserId inviter, ShopId shop, CancellationToken cancellation) =>
        db.Set<ShopInvitation>().Where(i => i.ShopId == shop && i.InvitedBy == inviter && i.AcceptedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Withdrawn, true), cancellation);
}
