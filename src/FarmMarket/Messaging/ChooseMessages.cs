using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Messaging;

/// <summary>Which topics the asker wants by e-mail or text message.</summary>
public static class MyTopics
{
    public sealed record Query : IQuery<IReadOnlyDictionary<NotificationTopic, bool>>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyDictionary<NotificationTopic, bool>>
    {
        public async Task<IReadOnlyDictionary<NotificationTopic, bool>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var muted = await db.Set<MutedTopic>().Where(topic => topic.UserId == me).Select(topic => topic.Topic).ToListAsync(cancellationToken);
            return Enum.GetValues<NotificationTopic>().ToDictionary(topic => topic, topic => NotificationKinds.IsEssential(topic) || !muted.Contains(topic));
        }
    }
}

/// <summary>Sets which topics come by e-mail or text message; the essential ones always do.</summary>
public static class ChooseTopics
{
    public sealed record Command(IReadOnlyList<NotificationTopic> Wanted) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var muted = await db.Set<MutedTopic>().Where(topic => topic.UserId == me).ToListAsync(cancellationToken);
            var unwanted = Enum.GetValues<NotificationTopic>().Where(topic => !NotificationKinds.IsEssential(topic) && !request.Wanted.Contains(topic)).ToList();
            db.RemoveRange(muted.Where(topic => !unwanted.Contains(topic.Topic)));
            db.AddRange(unwanted.Where(topic => muted.All(m => m.Topic != topic)).Select(topic => new MutedTopic { UserId = me, Topic = topic }));
            return Unit.Value;
        }
    }
}

/// <summary>What the link at the foot of a mail does: no more mail on that topic. The link is the right to do it.</summary>
public static class StopTopic
{
    public sealed record Command(string? Token) : ICommand<NotificationTopic>, IForAnyone;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Token).MaximumLength(2000).WithMessage("这个链接不对，请从邮件里重新打开");
    }

    internal sealed class Handler(MarketDb db, StopLinks links) : IRequestHandler<Command, NotificationTopic>
    {
        public async Task<NotificationTopic> Handle(Command request, CancellationToken cancellationToken)
        {
            var (user, topic) = links.Read(request.Token) ?? throw new RuleBroken("这个链接不对，请从邮件里重新打开") { Code = "link-invalid" };
            if (!NotificationKinds.IsEssential(topic) && !await db.Set<MutedTopic>().AnyAsync(muted => muted.UserId == user && muted.Topic == topic, cancellationToken))
                db.Add(new MutedTopic { UserId = user, Topic = topic });
            return topic;
        }
    }
}
