using System.Security.Cryptography;
using System.Text;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Makes a link with which one person joins the shop, once, within a week. The token is in the answer only; the database keeps its hash.</summary>
public static class InviteMember
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);
    public const int MostOpen = 20;

    public sealed record Command(string Shop, ShopRole? Role, string? For) : ICommand<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    public sealed record Result(string Token, DateTimeOffset ExpiresAt);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Role).Must(role => role is { } known && Enum.IsDefined(known)).WithMessage("请选择角色");
            RuleFor(command => command.For).Must(name => name?.Trim() is { Length: >= 1 and <= 50 }).WithMessage("请写明邀请谁，最多 50 个字");
        }
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var open = await db.Set<ShopInvitation>()
                .CountAsync(i => i.ShopId == actor.Shop && i.AcceptedAt == null && !i.Withdrawn && i.ExpiresAt > now, cancellationToken);
            if (open >= MostOpen)
                throw new RuleBroken("还有 {0} 个邀请没有用，请先撤回一些", open) { Code = "too-many-invitations" };
            var token = PublicNumbers.Token();
            var expires = now + Lasts;
            db.Add(new ShopInvitation
            {
                ShopId = actor.Shop,
                Role = request.Role!.Value,
                For = request.For!.Trim(),
                TokenHash = HashOf(token),
                InvitedBy = actor.User,
                ExpiresAt = expires,
            });
            audit.Record("shop.member-invited", $"shop:{request.Shop}", new { role = request.Role.Value.ToString() });
            return new(token, expires);
        }
    }

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Makes an open invitation worthless.</summary>
public static class WithdrawInvitation
{
    public sealed record Command(string Shop, ShopInvitationId Invitation) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var withdrawn = await db.Set<ShopInvitation>()
                .Where(i => i.Id == request.Invitation && i.ShopId == actor.Shop && i.AcceptedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Withdrawn, true), cancellationToken);
            if (withdrawn == 0)
                throw new NotFound();
            audit.Record("shop.invitation-withdrawn", $"shop:{request.Shop}");
            return Unit.Value;
        }
    }
}
