using Bunit;
using FarmMarket.Ordering;
using FarmMarket.Web.Components.Ordering;

namespace FarmMarket.Web.Tests.Components;

public sealed class OrderingComponentTests : ComponentTest
{
    private static readonly DateTimeOffset Evening = new(2026, 7, 8, 13, 3, 0, TimeSpan.Zero);

    [Fact]
    public void A_timeline_tells_the_newest_first_on_Shanghais_clock()
    {
        var timeline = Render<OrderTimeline>(p => p.Add(x => x.Entries,
        [
            new(OrderEventKind.Placed, OrderActor.Buyer, null, Evening),
            new(OrderEventKind.Paid, OrderActor.System, null, Evening.AddMinutes(2)),
        ]));

        Assert.Equal(["已付款", "下单"], timeline.FindAll("strong").Select(title => title.TextContent));
        Assert.Equal("2026年7月8日 21:05", timeline.Find("time").TextContent);
        Assert.Equal("2026-07-08T13:05:00Z", timeline.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void What_people_wrote_is_shown_as_text()
    {
        var timeline = Render<OrderTimeline>(p => p.Add(x => x.Entries,
            [new(OrderEventKind.Cancelled, OrderActor.Shop, "<b onclick=x>下大雨</b>", Evening)]));

        Assert.Equal("<b onclick=x>下大雨</b>", timeline.Find("p").TextContent);
        Assert.Empty(timeline.FindAll("b"));
    }

    [Theory]
    [InlineData(OrderState.AwaitingPayment, "付款", 1)]
    [InlineData(OrderState.PartlyShipped, "运输", 3)]
    [InlineData(OrderState.Completed, "完成", 6)]
    public void The_road_marks_where_the_order_is_and_what_lies_behind(OrderState state, string here, int behind)
    {
        var road = Render<OrderRoad>(p => p.Add(x => x.State, state));

        Assert.Equal(here, road.Find("[aria-current]").TextContent);
        Assert.Equal(behind, road.FindAll(".done").Count);
    }

    [Theory]
    [InlineData(OrderState.Cancelled)]
    [InlineData(OrderState.Expired)]
    public void An_order_that_ended_early_has_no_road(OrderState state) =>
        Assert.Empty(Render<OrderRoad>(p => p.Add(x => x.State, state)).Markup.Trim());

    [Fact]
    public void Every_state_event_and_actor_has_a_name_in_both_languages()
    {
        var text = new FarmMarket.Web.Texts.Text();
        foreach (var culture in new[] { "zh-CN", "en" })
        {
            Reading(culture);
            var names = Enum.GetValues<OrderState>().Select(state => OrderWords.State(text, state))
                .Concat(Enum.GetValues<OrderEventKind>().Select(kind => OrderWords.Event(text, kind)))
                .Concat(Enum.GetValues<OrderActor>().Select(actor => OrderWords.By(text, actor)));
            Assert.All(names, name => Assert.Equal(culture == "en", name.All(char.IsAscii)));
        }
    }
}
