using System.Security.Cryptography;
using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

public readonly record struct BankAccountId(long Value) : IId;

/// <summary>Where a shop is paid. The number is kept encrypted; people see its last four digits.</summary>
public sealed class BankAccount : Aggregate
{
    public BankAccountId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Holder { get; set; }

    /// <summary>Bank and branch.</summary>
    public required string Bank { get; set; }
    public required string NumberProtected { get; set; }
    public required string LastFour { get; set; }

    /// <summary>The shop's own account at Stripe, acct_…, which is then paid instead of the bank; null for none.</summary>
    public string? StripeAccount { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Encrypts account numbers at rest with the market's data protection keys.</summary>
public sealed class AccountNumbers(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("FarmMarket.Payments.AccountNumbers");

    public string Protect(string number) => protector.Protect(number);

    /// <summary>Throws where the keys have been lost: then the shop has to say its account again.</summary>
    public string Read(string kept)
    {
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            throw new RuleBroken("有店铺的收款账号读不出来了，请店主重新填写") { Code = "account-unreadable" };
        }
    }
}

public static class ShowBankAccount
{
    public sealed record Query(string Shop) : IQuery<Result?>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    public sealed record Result(string Holder, string Bank, string LastFour, string? StripeAccount, DateTimeOffset ChangedAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result?>
    {
        public Task<Result?> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return db.Set<BankAccount>().AsNoTracking().Where(account => account.ShopId == shop)
                .Select(account => new Result(account.Holder, account.Bank, account.LastFour, account.StripeAccount, account.ChangedAt)).FirstOrDefaultAsync(cancellationToken);
        }
    }
}

/// <summary>Says where the shop is paid, first or anew. Needs the owner's authenticator, so that a stolen session can't turn the money away.</summary>
public static class ChangeBankAccount
{
    /// <param name="Code">Of the authenticator app, or a recovery code.</param>
    /// <param name="StripeAccount">acct_…; empty to be paid by bank transfer.</param>
    public sealed record Request(string Shop, string Holder, string Bank, string Number, string Code, string? StripeAccount = null) : IRequest<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Holder).Must(holder => holder.Trim().Length is >= 2 and <= 60).WithMessage("请填写户名，2 到 60 个字");
            RuleFor(request => request.Bank).Must(bank => bank.Trim().Length is >= 2 and <= 80).WithMessage("请填写开户银行和支行");
            RuleFor(request => request.Number).Must(number => Digits(number) is { Length: >= 8 and <= 30 }).WithMessage("账号应是 8 到 30 位数字");
            RuleFor(request => request.StripeAccount).Matches("^acct_[A-Za-z0-9]{8,60}$").When(request => !string.IsNullOrWhiteSpace(request.StripeAccount)).WithMessage("Stripe 账户号以 acct_ 开头，在 Stripe 后台能看到");
        }
    }

    /// <summary>Without the blanks people copy along; null when there is anything else but digits.</summary>
    private static string? Digits(string number)
    {
        var digits = number.Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.All(char.IsAsciiDigit) ? digits : null;
    }

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            await mediator.Send(new ConfirmSecondStep.Request(request.Code), cancellationToken);
            return await mediator.Send(new Command(request.Shop, request.Holder.Trim(), request.Bank.Trim(), Digits(request.Number)!, string.IsNullOrWhiteSpace(request.StripeAccount) ? null : request.StripeAccount), cancellationToken);
        }
    }

    internal sealed record Command(string Shop, string Holder, string Bank, string Number, string? StripeAccount = null) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class CommandHandler(MarketDb db, Actor actor, AccountNumbers numbers, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var (kept, lastFour, now) = (numbers.Protect(request.Number), request.Number[^4..], clock.GetUtcNow());
            if (await db.Set<BankAccount>().FirstOrDefaultAsync(account => account.ShopId == shop, cancellationToken) is { } account)
                (account.Holder, account.Bank, account.NumberProtected, account.LastFour, account.StripeAccount, account.ChangedAt) = (request.Holder, request.Bank, kept, lastFour, request.StripeAccount, now);
            else
                db.Add(new BankAccount { ShopId = shop, Holder = request.Holder, Bank = request.Bank, NumberProtected = kept, LastFour = lastFour, StripeAccount = request.StripeAccount, ChangedAt = now });
            audit.Record("bank-account.changed", "shop:" + request.Shop, new { lastFour, request.StripeAccount });
            return Unit.Value;
        }
    }
}
