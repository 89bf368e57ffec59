using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Training;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Seeding;

/// <summary>
/// The preset <c>demo</c>: the region of <c>seeds/demo</c>, lived through from its first account to this moment. Photos of listings
/// come later (<see cref="HangPictures"/>), so that nobody waits for them.
/// </summary>
internal sealed class DemoSeed
{
    private readonly DemoHistory history;
    private readonly IServiceProvider services;
    private readonly DemoClock clock;
    private readonly DateTimeOffset now;
    private readonly PeopleFile people = SeedFiles.Read<PeopleFile>("demo/people.json");
    private readonly IReadOnlyList<DemoShop> shops = SeedFiles.ReadAll<DemoShop>("demo/shops");
    private readonly OrdersFile orders = SeedFiles.Read<OrdersFile>("demo/orders.json");

    private readonly Dictionary<string, UserId> users = [];
    private readonly Dictionary<string, AddressId> addresses = [];
    private readonly Dictionary<string, string> slugs = [];
    private readonly Dictionary<string, string> photos = [];
    private readonly Dictionary<(string Listing, string Pack), PackId> packs = [];

    private DemoSeed(IServiceProvider services, DemoClock clock, DateTimeOffset now) =>
        (this.services, this.clock, this.now, history) = (services, clock, now, new(services, clock));

    /// <param name="services">The market, told the time by <paramref name="clock"/>.</param>
    /// <param name="clock">Is at <paramref name="now"/> afterwards.</param>
    /// <param name="now">What the moments in the files are counted from.</param>
    public static async Task Run(IServiceProvider services, DemoClock clock, DateTimeOffset now)
    {
        var seed = new DemoSeed(services, clock, now);
        await seed.People();
        await seed.Addresses();
        var standIn = await seed.StandIn();
        foreach (var shop in seed.shops)
            seed.Plan(shop, standIn);
        foreach (var checkout in seed.orders.Checkouts)
            seed.Plan(checkout);
        foreach (var (number, course) in DemoCourses.All.Index())
            seed.Plan(course, number);
        await seed.history.Play(now);
        // Schedules don't run in a played history, and the pages of shops shouldn't wait a day for their figures.
        await seed.history.AsSystem(new MeasureShops.Job());
    }

    private DateTimeOffset Moment(Ago ago) => ago.From(now);

    private UserId Operator => users[people.People.First(person => person.Roles?.Contains(Roles.Operator) == true).Key];

    private async Task People()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        var hash = people.HashFor(scope.ServiceProvider);
        var roles = people.People.SelectMany(person => person.Roles ?? []).Distinct()
            .ToDictionary(name => name, name => new IdentityRole<long>(name) { NormalizedName = name.ToUpperInvariant(), ConcurrencyStamp = name });
        var known = await db.Roles.Select(role => role.Name).ToListAsync();
        db.AddRange(roles.Values.Where(role => !known.Contains(role.Name)));
        foreach (var person in people.People)
        {
            var user = User.New(Contact.ParseOrRefuse(person.Phone), person.Name, person.Language, Moment(person.JoinedAt), isDemo: true);
            if (person.Email is { } email)
                user.BeReachedBy(Contact.ParseOrRefuse(email));
            user.PasswordHash = hash;
            db.Add(user);
            await db.SaveChangesAsync();
            users[person.Key] = user.UserId;
            foreach (var role in person.Roles ?? [])
                db.UserRoles.Add(new() { UserId = user.Id, RoleId = (await db.Roles.SingleAsync(r => r.Name == role)).Id });
        }
        await db.SaveChangesAsync();
    }

    private async Task Addresses()
    {
        foreach (var person in people.People)
        {
            clock.Now = Moment(person.JoinedAt);
            foreach (var address in person.Addresses)
            {
                var id = await history.As(users[person.Key], new SaveAddress.Command(
                    null, new(address.Recipient, address.Phone, address.County, address.Street), address.Default));
                if (address.Default)
                    addresses[person.Key] = id;
            }
        }
    }

    /// <summary>A shop can't ask to be opened without a cover and a photo; one stands in for all until the others are developed.</summary>
    private Task<string> StandIn() => Developed(users[shops[0].Owner], DemoPictures.FileOf(DemoPictures.StandIn));

    /// <summary>Key of the photo of a drawing; developed once, however often it is asked for.</summary>
    private async Task<string> Developed(UserId by, string drawing)
    {
        if (photos.TryGetValue(drawing, out var known))
            return known;
        using var upload = new MemoryStream(DemoPictures.Photograph(drawing));
        return photos[drawing] = (await history.As(by, new AddPhoto.Request(upload))).ToString();
    }

    /// <summary>Growers take the first courses, and most of them are somewhere in the middle.</summary>
    private void Plan(DemoCourses.CourseFile course, int number)
    {
        history.At(now.AddDays(-60 + number), async () =>
        {
            var content = await DemoCourses.Prepare(course, drawing => Developed(Operator, drawing));
            await history.As(Operator, content, isOperator: true);
        });
        foreach (var (n, shop) in shops.Index().Where(shop => (shop.Index + number) % 3 == 0))
        {
            var trainee = users[shop.Owner];
            var begun = now.AddDays(-40 + n + number);
            history.At(begun, () => history.As(trainee, new Enrol.Command(course.Slug)));
            var lessons = course.Modules.SelectMany(module => module.Lessons).Where(lesson => lesson.IsArticle).Select(lesson => lesson.Slug).ToList();
            foreach (var (done, lesson) in lessons.Take(n % 5 == 0 ? lessons.Count : n % 5 * 2).Index())
                history.At(begun.AddHours(2 + done * 20), () => history.As(trainee, new FinishLesson.Command(course.Slug, lesson)));
        }
    }

    private void Plan(DemoShop shop, string standIn)
    {
        var owner = users[shop.Owner];
        var opened = Moment(shop.OpenedAt);
        string Slug() => slugs[shop.Key];

        history.At(opened, async () => slugs[shop.Key] = await history.As(owner, new OpenShop.Command(
            shop.Name.Zh, shop.Name.En, shop.County, shop.Place.Zh, shop.Story.Zh, shop.Story.En, people.People.Single(person => person.Key == shop.Owner).Phone)));
        history.At(opened.AddMinutes(20), () => history.As(owner, new HangCover.Command(Slug(), standIn)));
        history.At(opened.AddMinutes(40), () => history.As(owner, new SaveFreight.Command(Slug(), shop.Freight.Terms, null)));
        foreach (var member in shop.Members)
        {
            history.At(opened.AddHours(3), async () =>
            {
                var name = people.People.Single(person => person.Key == member.Person).Name;
                var invitation = await history.As(owner, new InviteMember.Command(Slug(), member.Role, name));
                await history.As(users[member.Person], new AcceptInvitation.Command(invitation.Token));
            });
        }
        for (var i = 0; i < shop.Listings.Count; i++)
            Plan(shop, shop.Listings[i], opened.AddHours(2).AddDays(i * 6), i == 0 ? [new(standIn, shop.Name)] : []);
        history.At(opened.AddHours(20), () => history.As(owner, new HandInShop.Command(Slug())));
        if (shop.ApprovedAt is { } approved)
            history.At(Moment(approved), () => history.As(Operator, new ApproveShop.Command(Slug()), isOperator: true));
        if (shop.Holiday is { } holiday)
        {
            history.At(now.AddDays(-1), () => history.As(owner, new TakeHoliday.Command(
                Slug(), Shanghai.Date(Moment(holiday.Until)), holiday.Note.Zh, holiday.Note.En)));
        }
    }

    private void Plan(DemoShop shop, DemoListing listing, DateTimeOffset usual, PhotoContent[] photos)
    {
        var owner = users[shop.Owner];
        var earliest = now.AddHours(-1);
        var listed = listing.ListedAt is { } said ? Moment(said) : usual < earliest ? usual : earliest;
        history.At(listed, async () =>
        {
            var content = listing.Content(shop.County, Shanghai.Date(now)) with { Photos = photos };
            slugs[listing.Key] = await history.As(owner, new CreateListing.Command(slugs[shop.Key], content, listing.Status != ListingStatus.Draft));
            await LearnPacks(listing);
        });
        foreach (var move in listing.StockMoves ?? [])
        {
            history.At(Moment(move.At), async () =>
            {
                var slug = slugs[listing.Key];
                var pool = await history.Look(db => db.Set<Listing>().Where(l => l.Slug == slug)
                    .SelectMany(l => l.Pools).Where(p => p.Grade == move.Grade).Select(p => p.Id).SingleAsync());
                await history.As(owner, new MoveStock.Command(slugs[shop.Key], slug, pool, move.Kind, move.Units, move.Reason));
            });
        }
        if (listing.Status == ListingStatus.Paused)
            history.At(now.AddDays(-9), () => history.As(owner, new ChangeListingStatus.Command(slugs[shop.Key], [slugs[listing.Key]], OnSale: false)));
        if (listing.Status == ListingStatus.TakenDown)
            history.At(now.AddDays(-14), () => history.As(Operator, new TakeDownListing.Command(slugs[listing.Key], listing.StatusReason!.Zh), isOperator: true));
    }

    /// <summary>Orders name packs by the keys of the files.</summary>
    private async Task LearnPacks(DemoListing listing)
    {
        var slug = slugs[listing.Key];
        var made = await history.Look(db => db.Set<Listing>().Where(l => l.Slug == slug).SelectMany(l => l.Pools)
            .SelectMany(pool => pool.Packs, (pool, pack) => new { pool.Grade, pack.Position, pack.Id }).ToListAsync());
        foreach (var grade in listing.Grades)
        {
            foreach (var (position, pack) in listing.PacksOf(grade.Grade).Index())
                packs[(listing.Key, pack.Key)] = made.Single(m => m.Grade == grade.Grade && m.Position == position).Id;
        }
    }

    private void Plan(DemoCheckout checkout)
    {
        var buyer = users[checkout.Buyer];
        history.At(Moment(checkout.PlacedAt), async () =>
        {
            var placed = await history.As(buyer, new PlaceOrder.Command
            {
                Lines = [.. checkout.Orders.SelectMany(order => order.Lines, (_, line) => new WantedLine(packs[(line.Listing, line.Pack)], line.Quantity))],
                To = new(addresses[checkout.Buyer], null),
                Shops = [.. checkout.Orders.Select(order => new ShopWish(slugs[order.Shop], order.Pickup, order.Note))],
            });
            if (checkout.Payment.DeclinedAt is { } declined)
                history.At(Moment(declined), () => history.As(buyer, new PayInDemo.Command(placed.Checkout, Decline: true)));
            if (checkout.Payment.PaidAt is { } paid)
                history.At(Moment(paid), () => history.As(buyer, new PayInDemo.Command(placed.Checkout)));
            foreach (var order in checkout.Orders)
                Plan(buyer, order, placed.Orders.Single(o => o.Shop == slugs[order.Shop]).Number);
        });
    }

    private void Plan(UserId buyer, DemoOrder order, string number)
    {
        var file = shops.Single(shop => shop.Key == order.Shop);
        var (shop, owner) = (slugs[order.Shop], users[file.Owner]);
        // Boxes are packed by whoever packs there.
        var packer = users[(file.Members.FirstOrDefault(member => member.Role == ShopRole.Packer) ?? new(file.Owner, ShopRole.Owner)).Person];
        if (order.PackingAt is { } packing)
            history.At(Moment(packing), () => history.As(packer, new StartPacking.Command(shop, [number])));
        foreach (var parcel in order.Parcels ?? [])
        {
            history.At(Moment(parcel.ShippedAt), () => history.As(packer, new ShipOrder.Command(
                shop, number, parcel.Carrier, parcel.Waybill ?? "", parcel.Lines?.Select(line => new ShipOrder.Line(packs[(line.Listing, line.Pack)].Value, line.Quantity)).ToList())));
            foreach (var report in parcel.Events ?? [])
            {
                history.At(Moment(report.At), () => history.AsSystem(new RecordTracking.Command(
                    parcel.Carrier, [new(parcel.Waybill!, report.Kind, Moment(report.At), report.Text)])));
                // Where nobody confirms, time does. Schedules don't run in a played history.
                if (report.Kind == TrackingKind.Delivered && order.ReceivedAt is null && order.State == OrderState.Completed)
                    history.At(Moment(report.At) + Order.CompletesAfterDelivery, () => history.AsSystem(new CompleteOrders.Job()));
            }
        }
        if (order.ReceivedAt is { } received)
            history.At(Moment(received), () => history.As(buyer, new ConfirmReceipt.Command(number)));
        if (order.Cancelled is { } cancelled)
        {
            history.At(Moment(cancelled.At), () => cancelled.By == DemoCanceller.Seller
                ? history.As(owner, new CancelOrderByShop.Command(shop, number, cancelled.Reason))
                : history.As(buyer, new CancelOrder.Command(number, cancelled.Reason)));
        }
        if (order.Claim is { } claim)
            Plan(buyer, shop, owner, number, claim);
    }

    private void Plan(UserId buyer, string shop, UserId owner, string order, DemoClaim claim)
    {
        var number = "";
        history.At(Moment(claim.At), async () =>
        {
            var photo = await Developed(buyer, DemoPictures.FileOf(claim.Photo));
            number = await history.As(buyer, new OpenClaim.Command(order, claim.Line, claim.Units, claim.Words, [photo]));
        });
        if (claim.Answer is { } answer)
            history.At(Moment(answer.At), () => history.As(owner, new AnswerClaim.Command(shop, number, answer.Answer, new(answer.Fen), answer.Words)));
        if (claim.Reply is { } reply)
            history.At(Moment(reply.At), () => history.As(buyer, new ReplyToClaim.Command(number, reply.Reply, new(reply.Fen), reply.Words)));
        if (claim.Decision is { } decision)
            history.At(Moment(decision.At), () => history.As(Operator, new DecideClaim.Command(number, new(decision.Fen), decision.Words), isOperator: true));
    }
}
