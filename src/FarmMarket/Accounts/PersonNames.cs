using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>How people are called, for pages that say who did something. Who deleted the account is absent.</summary>
public static class PersonNames
{
    public sealed record Query(IReadOnlyCollection<UserId> People) : IQuery<IReadOnlyDictionary<UserId, string>>, IForSignedIn;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<UserId, string>>
    {
        public async Task<IReadOnlyDictionary<UserId, string>> Handle(Query request, CancellationToken cancellationToken)
        {
            var ids = request.People.Select(person => person.Value).Distinct().ToList();
            return ids.Count == 0
                ? new Dictionary<UserId, string>()
                : await db.Set<User>().AsNoTracking().Where(user => ids.Contains(user.Id) && user.DeletedAt == null)
                    .Select(user => new { user.Id, user.DisplayName })
                    .ToDictionaryAsync(user => new UserId(user.Id), user => user.DisplayName, cancellationToken);
        }
    }
}
