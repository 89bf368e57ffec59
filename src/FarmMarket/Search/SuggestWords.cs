using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Search;

/// <summary>How what is being typed may go on: names of produce, counties and shops, by characters, pinyin, initials or English.</summary>
public static class SuggestWords
{
    public sealed record Query(string Typed) : IQuery<IReadOnlyList<Suggestion>>, IForAnyone;

    private const int Most = 8;

    internal sealed class Handler(ListingIndex index) : IRequestHandler<Query, IReadOnlyList<Suggestion>>
    {
        public Task<IReadOnlyList<Suggestion>> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(index.Complete(query.Typed[..Math.Min(query.Typed.Length, MarketQuery.LongestText)], Most));
    }
}
