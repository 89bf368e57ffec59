using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

public sealed class IndexTests
{
    [Fact]
    public void A_restart_goes_on_where_the_last_commit_was()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2));
        fruit.Index.Commit("17 4");
        fruit.Put(Fruit.TeaOil(3));
        fruit.Reopen();
        Assert.Equal("17 4", fruit.Index.Position);
        Assert.Equal(2, fruit.Find(new MarketQuery()).Total);
        Assert.Equal([1], fruit.Ids("芒果"));
        Assert.Equal("芒果", fruit.Find(new MarketQuery()).Facets.Categories.Single(value => value.Code == "mango").Name.Zh);
    }

    [Fact]
    public void What_was_never_committed_with_a_position_is_not_trusted()
    {
        using var fruit = Fruit.With(Fruit.Mango(1));
        fruit.Reopen();
        Assert.Null(fruit.Index.Position);
        Assert.Equal(0, fruit.Index.Count);
    }

    [Fact]
    public void A_listing_is_replaced_and_forgotten()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Mango(2));
        fruit.Put(Fruit.Orange(1));
        Assert.Equal([2], fruit.Ids("芒果"));
        Assert.Equal([1], fruit.Ids("沃柑"));
        fruit.Index.Apply([], [2]);
        fruit.Index.Refresh();
        Assert.Empty(fruit.Ids("芒果"));
        Assert.Equal(1, fruit.Index.Count);
    }

    [Fact]
    public void Damage_met_on_opening_empties_the_index_instead_of_failing()
    {
        using var fruit = Fruit.With(Fruit.Mango(1));
        fruit.Index.Commit("1 1");
        fruit.Index.Dispose();
        foreach (var file in Directory.GetFiles(fruit.Folder, "segments*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [1, 2, 3]);
        fruit.Reopen();
        Assert.Null(fruit.Index.Position);
        Assert.Equal(0, fruit.Index.Count);
        fruit.Put(Fruit.Mango(1));
        Assert.Equal([1], fruit.Ids("芒果"));
    }

    [Fact]
    public void Damage_that_opening_does_not_meet_is_found_by_the_checksums()
    {
        using var fruit = Fruit.With([.. Enumerable.Range(1, 50).Select(id => Fruit.Mango(id))]);
        fruit.Index.Commit("1 1");
        Assert.True(fruit.Index.IsSound());
        fruit.Index.Dispose();
        var biggest = new DirectoryInfo(fruit.Folder).GetFiles("*", SearchOption.AllDirectories).MaxBy(file => file.Length)!;
        var bytes = File.ReadAllBytes(biggest.FullName);
        bytes[bytes.Length / 2] ^= 0xff;
        File.WriteAllBytes(biggest.FullName, bytes);
        fruit.Reopen();
        Assert.False(fruit.Index.Position is not null && fruit.Index.IsSound());
    }

    [Fact]
    public void Two_processes_on_one_disk_have_an_index_each()
    {
        using var fruit = Fruit.With(Fruit.Mango(1));
        using var second = ListingIndex.Open(fruit.Folder);
        second.Apply([Fruit.Mango(1), Fruit.Mango(2)], []);
        second.Refresh();
        Assert.Equal(2, second.Count);
        Assert.Equal(1, fruit.Index.Count);
    }

    [Fact]
    public async Task Readers_go_on_while_the_index_is_written()
    {
        using var fruit = Fruit.With([.. Enumerable.Range(1, 200).Select(id => Fruit.Mango(id))]);
        using var written = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!written.IsCancellationRequested)
                Assert.Equal(200, fruit.Find("芒果").Total);
        })).ToArray();
        for (var round = 0; round < 25; round++)
            fruit.Put([.. Enumerable.Range(1, 200).Where(id => id % 3 == round % 3).Select(id => Fruit.Mango(id) with { Sales = round })]);
        await written.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void An_answer_is_given_again_until_the_index_changes()
    {
        using var fruit = Fruit.With(Fruit.Mango(1));
        var first = fruit.Find("芒果");
        Assert.Same(first, fruit.Find(" 芒果 "));
        fruit.Put(Fruit.Mango(2));
        Assert.Equal(2, fruit.Find("芒果").Total);
        Assert.NotEqual(first.Generation, fruit.Find("芒果").Generation);
    }

    [Fact]
    public void Answers_kept_are_bounded_in_number()
    {
        var worked = 0;
        var cache = new AnswerCache<int>(capacity: 10);
        for (var question = 0; question < 100; question++)
            cache.GetOrAdd($"{question}", () => ++worked);
        Assert.Equal(100, worked);
        cache.GetOrAdd("99", () => ++worked);
        Assert.Equal(100, worked);
        cache.GetOrAdd("0", () => ++worked);
        Assert.Equal(101, worked);
    }
}
