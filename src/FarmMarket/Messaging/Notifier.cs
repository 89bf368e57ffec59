using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Messaging;

/// <summary>
/// Tells people of what happened, in the transaction in which it did: in the app, and by e-mail (or by text message to those without one)
/// in their own language, unless they asked not to. Told twice, it is said once.
/// </summary>
internal sealed class Notifier(MarketDb db, JobQueue jobs, IWords words, StopLinks stopLinks, IOptions<MarketOptions> market, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="about">What happened, the same for all receivers; see <see cref="Notification.About"/>.</param>
    /// <param name="link">Local path.</param>
    public async Task Tell(
        NotificationKind kind, string about, string link, IReadOnlyCollection<UserId> receivers, CancellationToken cancellation, params LocalText[] values)
    {
        var told = await db.Set<Notification>().Where(before => before.About == about && receivers.Contains(before.UserId))
            .Select(before => before.UserId).ToListAsync(cancellation);
        var untold = receivers.Except(told).ToList();
        if (untold.Count == 0)
            return;
        var muted = NotificationKinds.IsEssential(kind.Topic)
            ? []
            : await db.Set<MutedTopic>().Where(topic => topic.Topic == kind.Topic && untold.Contains(topic.UserId)).Select(topic => topic.UserId).ToListAsync(cancellation);
        var ids = untold.ConvertAll(user => user.Value);
        foreach (var person in await PersonFacts.From(db).Where(person => ids.Contains(person.Id)).ToListAsync(cancellation))
        {
            var user = new UserId(person.Id);
            db.Add(new Notification
            {
                UserId = user,
                Kind = kind.Code,
                Values = JsonSerializer.Serialize(values, Json),
                Link = link,
                About = about,
                At = clock.GetUtcNow(),
            });
            if (!muted.Contains(user) && (person.Email ?? person.Phone) is { } address)
                jobs.Add(new SendMessage.Job(Message(kind, link, user, person.Language, address, values), $"{about}:{user.Value}"));
        }
    }

    private OutgoingMessage Message(NotificationKind kind, string link, UserId user, string language, string address, LocalText[] values)
    {
        var title = words.In(language, kind.Title);
        var sentence = words.In(language, kind.Sentence, [.. values.Select(value => value.In(language == "en"))]);
        var body = $"{sentence}\n{Url(link)}";
        if (address.Contains('@', StringComparison.Ordinal) && !NotificationKinds.IsEssential(kind.Topic))
            body += $"\n\n--\n{words.In(language, "不想再收到这类邮件：{0}", Url(stopLinks.For(user, kind.Topic)))}";
        return new(address, title, body);
    }

    private string Url(string path) => market.Value.PublicUrl?.TrimEnd('/') + path;

    public static IReadOnlyList<LocalText> Read(string values) => JsonSerializer.Deserialize<List<LocalText>>(values) ?? [];
}
