using CsCheck;
using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

public sealed class ChangeSequenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_number_is_taken_over_however_late_its_transaction_commits() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, int.MaxValue], Gen.Int[1, 9]).Sample((count, seed, most) =>
        {
            // Numbers are given out in order and committed in almost any; a follower polls now and then.
            var random = new Random(seed);
            var commits = Enumerable.Range(1, count).Select(number => (long)number).OrderBy(number => number + random.Next(20)).ToList();
            var sequence = new ChangeSequence(0);
            var committed = new HashSet<long>();
            var taken = new List<long>();
            while (committed.Count < count)
            {
                committed.UnionWith(commits.Skip(committed.Count).Take(random.Next(1, most)));
                var unseen = committed.Where(number => number > sequence.Highest || sequence.Missing.Contains(number)).ToList();
                taken.AddRange(unseen);
                sequence.Saw(unseen, Start);
                Assert.True(Enumerable.Range(1, (int)sequence.Complete).All(number => taken.Contains(number)));
            }
            Assert.Equal(Enumerable.Range(1, count).Select(number => (long)number), taken.Order());
            Assert.Equal(count, sequence.Complete);
        });

    [Fact]
    public void A_number_that_never_comes_is_given_up_in_the_end()
    {
        var sequence = new ChangeSequence(0);
        sequence.Saw([1, 3], Start);
        sequence.GiveUp(Start + TimeSpan.FromSeconds(29));
        Assert.Equal([2], sequence.Missing);
        Assert.Equal(1, sequence.Complete);
        sequence.GiveUp(Start + TimeSpan.FromSeconds(31));
        Assert.Empty(sequence.Missing);
        Assert.Equal(3, sequence.Complete);
    }

    [Fact]
    public void A_jump_of_a_restarted_server_is_not_waited_for_in_full()
    {
        var sequence = new ChangeSequence(10);
        sequence.Saw([10_011], Start);
        Assert.Equal(ChangeSequence.MostMissingAtOnce, sequence.Missing.Count);
        Assert.Equal(10_011, sequence.Highest);
    }
}
