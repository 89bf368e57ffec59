using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Finds people for the operator: by the whole phone number or e-mail, or by the beginning of their name. Shows no contact in full.</summary>
public static class FindPeople
{
    public const int Most = 20;

    public sealed record Query(string? Search) : IQuery<IReadOnlyList<Person>>, IForOperator;

    /// <param name="Contact">Enough to recognise on the phone: 138****5678, m***@example.com.</param>
    public sealed record Person(UserId Id, string Name, string Contact, DateTimeOffset CreatedAt, bool LockedOut, bool Deleted);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Person>>
    {
        public async Task<IReadOnlyList<Person>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (query.Search?.Trim() is not { Length: >= 2 } words)
                return [];
            var people = Contact.Parse(words) is { } contact ? db.WhoIs(contact) : db.Users.Where(user => user.DisplayName.StartsWith(words));
            var found = await people.AsNoTracking()
                .OrderByDescending(user => user.Id)
                .Select(user => new { user.Id, user.DisplayName, user.PhoneNumber, user.Email, user.CreatedAt, user.LockoutEnd, user.DeletedAt })
                .Take(Most)
                .ToListAsync(cancellationToken);
            var now = clock.GetUtcNow();
            return found.ConvertAll(user => new Person(
                new(user.Id), user.DisplayName, Contact.Parse(user.PhoneNumber ?? user.Email)?.Masked ?? "", user.CreatedAt, user.LockoutEnd > now, user.DeletedAt is not null));
        }
    }
}
