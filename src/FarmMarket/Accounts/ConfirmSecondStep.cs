using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Before money could go elsewhere, whoever is signed in shows the authenticator again. Without two-step sign-in it can't be done at all.</summary>
internal static class ConfirmSecondStep
{
    public sealed record Request(string Code) : IRequest<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, IMediator mediator) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            if (!await db.ById(actor.User).AnyAsync(user => user.TwoFactorEnabled, cancellationToken))
                throw new RuleBroken("请先到“账号安全”开启两步验证，再改收款账户") { Field = "Code", Code = "two-factor-off" };
            return await mediator.Send(new SecondStep.Request(actor.User, request.Code), cancellationToken);
        }
    }
}
