using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>
/// Sends a code to a phone or mailbox. The answer, the limits and the time taken are the same whether or not there is an account:
/// what differs is only what arrives there.
/// </summary>
public static class SendCode
{
    /// <param name="Target">As typed.</param>
    /// <param name="AskedFrom">Network address of who asks.</param>
    /// <param name="Language">"zh" or "en": what the asker reads.</param>
    public sealed record Command(string Target, CodePurpose Purpose, string? AskedFrom, string Language) : ICommand<Unit>, IForAnyone
    {
        internal OneTimeCode Code { get; } = OneTimeCode.New();
    }

    internal sealed class Handler(MarketDb db, JobQueue jobs, IWords words, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var contact = Contact.ParseOrRefuse(request.Target);
            var now = clock.GetUtcNow();
            await CheckLimits(contact, request.AskedFrom, now, cancellationToken);

            db.Add(new ContactCode
            {
                Target = contact.Value,
                Purpose = request.Purpose,
                Salt = request.Code.Salt,
                Hash = request.Code.Hash,
                Minute = now.ToUnixTimeSeconds() / 60,
                AskedFrom = request.AskedFrom,
                CreatedAt = now,
            });

            var isKnown = await db.WhoIs(contact).AnyAsync(cancellationToken);
            var needsAccount = request.Purpose is CodePurpose.SignIn or CodePurpose.ResetPassword;
            if (needsAccount && !isKnown)
                return Unit.Value;
            var body = isKnown && !needsAccount
                ? words.In(request.Language, "这个号码或邮箱已经有账户了，请直接登录；忘了密码可以在登录页重置。")
                : words.In(request.Language, Sentence(request.Purpose), request.Code.Digits);
            jobs.Add(new SendMessage.Job(new(contact.Value, words.In(request.Language, "田头市集验证码"), body), "code:" + PublicNumbers.Token()));
            return Unit.Value;
        }

        private static string Sentence(CodePurpose purpose) => purpose switch
        {
            CodePurpose.Register => "您的注册验证码是 {0}，10 分钟内有效。请不要告诉任何人。",
            CodePurpose.SignIn => "您的登录验证码是 {0}，10 分钟内有效。请不要告诉任何人。",
            CodePurpose.ResetPassword => "您正在重置密码，验证码是 {0}，10 分钟内有效。如果不是您本人操作，请忽略。",
            CodePurpose.ChangeContact => "您的绑定验证码是 {0}，10 分钟内有效。请不要告诉任何人。",
            _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
        };

        private async Task CheckLimits(Contact contact, string? askedFrom, DateTimeOffset now, CancellationToken cancellation)
        {
            var hourAgo = now.AddHours(-1);
            var sent = await db.Set<ContactCode>().Where(code => code.Target == contact.Value && code.CreatedAt > hourAgo)
                .GroupBy(_ => 1).Select(codes => new { Count = codes.Count(), Latest = codes.Max(code => code.CreatedAt) }).FirstOrDefaultAsync(cancellation);
            if (sent is not null && sent.Latest + ContactCode.SendAgainAfter - now is { Ticks: > 0 } wait)
                throw new RuleBroken("验证码刚发过，请 {0} 秒后再发", (int)Math.Ceiling(wait.TotalSeconds)) { Code = "code-too-soon" };
            if (sent?.Count >= ContactCode.MostPerTargetAnHour
                || (askedFrom is not null && await db.Set<ContactCode>().CountAsync(code => code.AskedFrom == askedFrom && code.CreatedAt > hourAgo, cancellation) >= ContactCode.MostPerAddressAnHour))
            {
                throw new RuleBroken("验证码发得太多了，请一小时后再试") { Code = "too-many-codes" };
            }
        }
    }
}

/// <summary>Forgets codes that are a day old.</summary>
public static class ForgetCodes
{
    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var dayAgo = clock.GetUtcNow().AddDays(-1);
            await db.Set<ContactCode>().Where(code => code.CreatedAt < dayAgo).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
