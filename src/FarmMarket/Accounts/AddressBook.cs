using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Where something goes, as typed.</summary>
/// <param name="Phone">Mobile or landline; anything libphonenumber takes, +86 by default.</param>
/// <param name="RegionCode">A county of the tree (<see cref="Regions"/>), six digits.</param>
/// <param name="Detail">Street, village, house number.</param>
public sealed record PostalAddress(string Recipient, string Phone, string RegionCode, string Detail);

/// <summary>For every request that takes an address. The region is checked against the tree.</summary>
public sealed class PostalAddressRules : AbstractValidator<PostalAddress>
{
    public PostalAddressRules()
    {
        RuleFor(address => address.Recipient).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("请填写收货人").MaximumLength(30).WithMessage("收货人最多 30 个字");
        RuleFor(address => address.Phone).Must(phone => Contact.ParseAnyPhone(phone) is not null).WithMessage("请填写收货人的电话");
        RuleFor(address => address.RegionCode).Must(code => Regions.FindCounty(code) is not null).WithMessage("请选择地址所在的省、市、县（区）");
        RuleFor(address => address.Detail).Must(detail => detail?.Trim().Length >= 2).WithMessage("请填写街道、村屯和门牌号")
            .MaximumLength(120).WithMessage("详细地址最多 120 个字");
    }
}

/// <summary>A person's address book, the default one first.</summary>
public static class ShowAddresses
{
    public sealed record Query : IQuery<IReadOnlyList<Item>>, IForSignedIn;

    /// <param name="Region">e.g. 广东省 广州市 天河区.</param>
    public sealed record Item(AddressId Id, string Recipient, string Phone, string RegionCode, LocalText Region, string Detail, bool IsDefault);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var addresses = await db.Set<Address>().AsNoTracking().Where(address => address.UserId == me)
                .OrderByDescending(address => address.IsDefault).ThenByDescending(address => address.UpdatedAt).ThenByDescending(address => address.Id)
                .Take(SaveAddress.Most).ToListAsync(cancellationToken);
            return [.. addresses.Select(Of)];
        }
    }

    internal static Item Of(Address address) => new(
        address.Id, address.Recipient, Contact.LocalPhone(address.Phone), address.RegionCode, Regions.FindCounty(address.RegionCode)?.Path ?? new(""), address.Detail, address.IsDefault);
}

/// <summary>One of one's own addresses, to edit or to send something to.</summary>
public static class ShowAddress
{
    public sealed record Query(AddressId Id) : IQuery<ShowAddresses.Item>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, ShowAddresses.Item>
    {
        public async Task<ShowAddresses.Item> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var address = await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(address => address.Id == request.Id && address.UserId == me, cancellationToken);
            return address is null ? throw new NotFound() : ShowAddresses.Of(address);
        }
    }
}

/// <summary>Adds an address or changes one. The first becomes the default; the same one added again is not kept twice.</summary>
public static class SaveAddress
{
    public const int Most = 20;

    /// <param name="Id">Null to add.</param>
    public sealed record Command(AddressId? Id, PostalAddress Address, bool IsDefault) : ICommand<AddressId>, IForSignedIn;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Address).SetValidator(new PostalAddressRules());
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, AddressId>
    {
        public async Task<AddressId> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var book = await db.Set<Address>().Where(address => address.UserId == me).ToListAsync(cancellationToken);
            var typed = request.Address;
            var phone = Contact.ParseAnyPhone(typed.Phone)!;
            var (recipient, detail) = (typed.Recipient.Trim(), typed.Detail.Trim());

            var address = request.Id is { } id
                ? book.SingleOrDefault(address => address.Id == id) ?? throw new NotFound()
                : book.FirstOrDefault(a => a.Recipient == recipient && a.Phone == phone && a.RegionCode == typed.RegionCode && a.Detail == detail);
            if (address is null)
            {
                if (book.Count >= Most)
                    throw new RuleBroken("地址簿最多 {0} 个地址，请先删掉不用的", Most) { Code = "too-many-addresses" };
                address = new Address { UserId = me, Recipient = recipient, Phone = phone, RegionCode = typed.RegionCode, Detail = detail };
                db.Add(address);
            }
            (address.Recipient, address.Phone, address.RegionCode, address.Detail) = (recipient, phone, typed.RegionCode, detail);
            address.UpdatedAt = clock.GetUtcNow();
            if (request.IsDefault || book.All(other => other == address || !other.IsDefault))
            {
                foreach (var other in book)
                    other.IsDefault = false;
                address.IsDefault = true;
            }
            // The answer needs the id that the database makes.
            await db.SaveChangesAsync(cancellationToken);
            return address.Id;
        }
    }
}

public static class MakeAddressDefault
{
    public sealed record Command(AddressId Id) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var book = await db.Set<Address>().Where(address => address.UserId == me).ToListAsync(cancellationToken);
            if (book.All(address => address.Id != request.Id))
                throw new NotFound();
            foreach (var address in book)
                address.IsDefault = address.Id == request.Id;
            return Unit.Value;
        }
    }
}

/// <summary>Takes an address out of the book; orders keep theirs. If it was the default, the one last used becomes it.</summary>
public static class DeleteAddress
{
    public sealed record Command(AddressId Id) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var book = await db.Set<Address>().Where(address => address.UserId == me).ToListAsync(cancellationToken);
            var address = book.SingleOrDefault(address => address.Id == request.Id) ?? throw new NotFound();
            db.Remove(address);
            if (address.IsDefault && book.Where(other => other != address).MaxBy(other => other.UpdatedAt) is { } next)
                next.IsDefault = true;
            return Unit.Value;
        }
    }
}
