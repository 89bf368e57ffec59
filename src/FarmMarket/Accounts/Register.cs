using System.Security.Cryptography;
using System.Text.Json.Serialization;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Opens an account for a phone number or e-mail address that a code has shown to be the asker's.</summary>
public static class Register
{
    /// <param name="DisplayName">How others see them; null or blank for one made up.</param>
    /// <param name="Language">"zh" or "en".</param>
    public sealed record Request(string Contact, string Code, string Password, string? DisplayName, string Language, string? IdempotencyKey = null)
        : IRequest<UserId>, IForAnyone;

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.DisplayName).MaximumLength(20).WithMessage("称呼最多 20 个字");
            RuleFor(request => request.Code).Must(code => OneTimeCode.Cleaned(code).Length == 6).WithMessage("请输入 6 位验证码");
        }
    }

    internal sealed class Handler(IMediator mediator, Passwords passwords) : IRequestHandler<Request, UserId>
    {
        public async Task<UserId> Handle(Request request, CancellationToken cancellationToken)
        {
            var contact = Accounts.Contact.ParseOrRefuse(request.Contact);
            Passwords.CheckStrength(request.Password, contact);
            var proof = await mediator.Send(new ProveCode.Request(contact, CodePurpose.Register, request.Code), cancellationToken);
            var name = string.IsNullOrWhiteSpace(request.DisplayName) ? null : request.DisplayName.Trim();
            return await mediator.Send(
                new Command(contact.Value, name, request.Language == "en" ? "en" : "zh", request.IdempotencyKey)
                {
                    Proof = proof,
                    PasswordHash = passwords.Hash(request.Password),
                },
                cancellationToken);
        }
    }

    // What is new on every try is not part of what makes a repeated request the same one.
    internal sealed record Command(string Contact, string? DisplayName, string Language, string? IdempotencyKey) : ICommand<UserId>, IForAnyone, IOnce
    {
        [JsonIgnore]
        public CodeProof Proof { get; init; } = CodeProof.None;

        [JsonIgnore]
        public string PasswordHash { get; init; } = "";
    }

    internal sealed class CommandHandler(MarketDb db, IWords words, TimeProvider clock) : IRequestHandler<Command, UserId>
    {
        public async Task<UserId> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Use(request.Proof, clock, cancellationToken);
            var contact = Contact.ParseOrRefuse(request.Contact);
            if (await db.WhoIs(contact).AnyAsync(cancellationToken))
                throw new RuleBroken("这个号码或邮箱已经有账户了，请直接登录") { Field = "Contact", Code = "account-exists" };

            var user = User.New(contact, request.DisplayName ?? MadeUpName(request.Language), request.Language, clock.GetUtcNow());
            user.PasswordHash = request.PasswordHash;
            db.Add(user);
            // The answer needs the id that the database makes.
            await db.SaveChangesAsync(cancellationToken);
            return user.UserId;
        }

        private string MadeUpName(string language) =>
            words.In(language, "果友") + RandomNumberGenerator.GetInt32(1000, 10_000);
    }
}
