using System.Globalization;
using System.Net;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Search;
using FarmMarket.Testing;
using FarmMarket.Training;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>
/// What every page may ask of the database when nothing is kept: with a dozen of everything there is, so that a query in a loop breaks
/// its budget. A new page needs a line here.
/// </summary>
public sealed class StatementBudgetTests
{
    private const int Dozen = 12;
    private const string AClaim = "26070100000000";

    private static readonly Dictionary<string, int> Budgets = new(StringComparer.Ordinal)
    {
        [""] = 2,
        ["Index"] = 2,
        ["/account/addresses/new"] = 0,
        ["account"] = 1,
        ["account/addresses"] = 1,
        ["account/authenticator"] = 3,
        ["account/contact"] = 0,
        ["account/delete"] = 0,
        ["account/password"] = 0,
        ["account/profile"] = 1,
        ["account/security"] = 2,
        ["admin"] = 5,
        ["admin/audit"] = 2,
        ["admin/bank-transfers"] = 2,
        ["admin/claims"] = 1,
        ["admin/claims/{number}"] = 3,
        ["claims/{number}"] = 3,
        ["orders/{number}/lines/{line:int}/claim"] = 3,
        ["seller/{shop}/claims"] = 4,
        ["seller/{shop}/claims/{number}"] = 5,
        ["admin/courier"] = 1,
        ["admin/find"] = 0,
        ["admin/jobs"] = 2,
        ["admin/commission"] = 1,
        ["admin/money"] = 2,
        ["admin/reconciliation"] = 5,
        ["admin/orders/{number}"] = 5,
        ["admin/listings"] = 2,
        ["admin/listings/{slug}"] = 4,
        ["admin/settlements"] = 1,
        ["admin/shops"] = 2,
        ["admin/shops/{slug}"] = 9,
        ["admin/stock"] = 2,
        ["cart"] = 3,
        ["checkout"] = 5,
        ["dev/outbox"] = 1,
        ["developers"] = 0,
        ["fragments/me"] = 2,
        ["fragments/suggestions"] = 0,
        ["learn"] = 2,
        ["learn/{slug}"] = 3,
        ["learn/{slug}/{lessonSlug}"] = 4,
        ["market"] = 1,
        ["market/{slug}"] = 4,
        ["notifications"] = 2,
        ["notifications/settings"] = 1,
        ["orders"] = 2,
        ["orders/life"] = 0,
        ["orders/{number}"] = 5,
        ["pay/{number}"] = 4,
        ["pay/{number}/return"] = 4,
        ["register"] = 0,
        ["reset-password"] = 0,
        ["seller"] = 1,
        ["seller/open"] = 0,
        ["seller/{shop}"] = 11,
        ["seller/{shop}/bank-account"] = 5,
        ["seller/{shop}/freight"] = 3,
        ["seller/{shop}/holiday"] = 3,
        ["seller/{shop}/listings"] = 5,
        ["seller/{shop}/listings/import"] = 3,
        ["seller/{shop}/listings/{slug}"] = 6,
        ["seller/{shop}/listings/{slug}/stock"] = 6,
        ["seller/{shop}/members"] = 4,
        ["seller/{shop}/money"] = 6,
        ["seller/{shop}/orders/{number}/refund"] = 6,
        ["seller/{shop}/orders"] = 5,
        ["seller/{shop}/orders/import"] = 1,
        ["seller/{shop}/orders/packing"] = 9,
        ["seller/{shop}/orders/pick-list"] = 4,
        ["seller/{shop}/orders/{number}"] = 6,
        ["seller/{shop}/settings"] = 3,
        ["shops"] = 1,
        ["shops/{slug}"] = 3,
        ["sign-in/code"] = 0,
        ["styleguide"] = 0,
    };

    /// <summary>Pages that only show something in the middle of something else; their own tests walk through them.</summary>
    private static readonly string[] OnTheWay =
    [
        "sign-in/second-step", "sign-out", "notifications/stop", "seller/{shop}/listings/import/{token}", "seller/{shop}/orders/export", "account/authenticator/off",
        "account/recovery-codes", "account/addresses/{id:long}", "seller/join/{token}", "sign-in", "errors/{status:int}", "diagnostics/cards", "pay/{number}/bank", "admin/settlements/{number}",
    ];

    [Fact]
    public async Task No_page_asks_more_than_it_may()
    {
        await using var market = new WebMarket(("FarmMarket:Diagnostics", "true"), ("FarmMarket:KeepPages", "false"));
        var (farm, orders) = await Dozens(market);
        var everybody = await market.SignedIn(farm.Owner, "zh", Roles.Operator);
        await market.Send(new MoveStock.Command(farm.Shop, farm.Listing.Slug, farm.Listing.Pools[0].Id, StockMoveKind.Harvested, 100_000, null), farm.Owner);
        await market.Send(new AddToCart.Command(Token: null, farm.FiveJin.Id), farm.Owner);
        await market.Services.GetRequiredService<ListingFollower>().Follow();
        var checkout = await market.Look(db => Task.FromResult(db.Set<Checkout>().Where(checkout => checkout.State == CheckoutState.AwaitingPayment).Select(checkout => checkout.Number).First()));

        string Fill(string route) => "/" + route.TrimStart('/')
            .Replace("{shop}", farm.Shop, StringComparison.Ordinal)
            .Replace("{slug}", route.Contains("shops/", StringComparison.Ordinal) ? farm.Shop : farm.Listing.Slug, StringComparison.Ordinal)
            .Replace("{line:int}", "1", StringComparison.Ordinal)
            .Replace("{lessonSlug}", "lesson-1", StringComparison.Ordinal)
            .Replace("{number}", route.StartsWith("pay/", StringComparison.Ordinal) ? checkout : route.Contains("claims/", StringComparison.Ordinal) ? AClaim : orders[0].Number, StringComparison.Ordinal);

        var wrong = new List<string>();
        foreach (var route in Routes(market).Except(OnTheWay))
        {
            using var answer = await everybody.GetAsync(Fill(route));
            if (answer.StatusCode is not HttpStatusCode.OK)
            {
                wrong.Add($"{route} answers {(int)answer.StatusCode}");
                continue;
            }
            var statements = int.Parse(answer.Headers.GetValues(Diagnostics.StatementsHeader).Single(), CultureInfo.InvariantCulture);
            if (!Budgets.TryGetValue(route, out var budget))
                wrong.Add($"{route} has no budget and asks {statements} times");
            else if (statements > budget)
                wrong.Add($"{route} may ask {budget} times and asks {statements} times");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_budget_is_of_a_page_that_there_is()
    {
        await using var market = new WebMarket();
        Assert.Empty(Budgets.Keys.Concat(OnTheWay).Except(Routes(market)));
    }

    private static List<string> Routes(WebMarket market) =>
        [.. market.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()
            .Select(page => page.AttributeRouteInfo!.Template!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One person who runs a shop, has bought from it, and is an operator too.</summary>
    private static async Task<(FarmScene Farm, List<Order> Orders)> Dozens(WebMarket market)
    {
        FarmScene farm = null!;
        var orders = new List<Order>();
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            for (var n = 0; n < Dozen; n++)
                orders.Add(await farm.Paid(db, fiveJin: 1, tenJin: 1, buyer: farm.Owner));
            await farm.Ordered(db, buyer: farm.Owner);
            foreach (var (order, n) in orders.Select((order, n) => (order, n)))
            {
                var claim = new Claim
                {
                    Number = (long.Parse(AClaim, CultureInfo.InvariantCulture) + n).ToString(CultureInfo.InvariantCulture),
                    OrderNumber = order.Number,
                    OrderLineId = order.Lines[0].Id,
                    ShopId = order.ShopId,
                    BuyerId = order.BuyerId,
                    Title = order.Lines[0].Title,
                    PackName = order.Lines[0].PackName,
                    Unit = StockUnit.Gram,
                    OrderedUnits = 2_500,
                    BadUnits = 500,
                    Asked = new(800),
                    Kept = new(800),
                    OpenedAt = market.Clock.GetUtcNow(),
                };
                claim.Begin("压烂了", Enumerable.Range(0, Claim.MostPhotos).Select(photo => $"{photo:00}_800x600_abc"), market.Clock.GetUtcNow());
                db.Add(claim);
            }
            await OfCourses(db, farm, market.Clock.GetUtcNow());
            var other = await FarmScene.Set(db, market.Clock.GetUtcNow());
            await other.Paid(db, buyer: farm.Owner);
        });
        return (farm, orders);
    }

    /// <summary>A dozen courses of a dozen lessons, the first under the listing's slug and taken by the owner.</summary>
    private static async Task OfCourses(MarketDb db, FarmScene farm, DateTimeOffset now)
    {
        for (var n = 0; n < Dozen; n++)
        {
            var course = new Course { Slug = n == 0 ? farm.Listing.Slug : $"course-{n}", CreatedAt = now };
            course.Publish(number =>
            {
                var edition = new CourseEdition { Number = number, Title = new("开店"), Summary = new("怎么开店。"), Audience = new("果农"), Hours = 4, CoverKey = null, PublishedAt = now };
                var module = new CourseModule { Position = 0, Title = new("第一单元") };
                module.Lessons.AddRange(Enumerable.Range(0, Dozen).Select(lesson => new Lesson
                {
                    Position = lesson,
                    Slug = $"lesson-{lesson}",
                    Title = new("一课"),
                    Text = new("## 一课"),
                    Minutes = 10,
                    IsPreview = false,
                }));
                edition.Modules.Add(module);
                return edition;
            });
            db.Add(course);
            await db.SaveChangesAsync();
            db.Add(new Enrolment { UserId = farm.Owner, CourseId = course.Id, CourseEditionId = course.Editions[0].Id, EnrolledAt = now });
        }
        await db.SaveChangesAsync();
    }
}
