using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Pipeline;

/// <summary>Deny by default: a request that doesn't say whom it is for is nobody's. Shop membership is checked in Shops.</summary>
internal sealed class Authorization<TRequest, TResponse>(Actor actor) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        switch (request)
        {
            case IForAnyone:
                break;
            case IForSystem when actor.IsSystem:
                break;
            case IForOperator when actor.IsOperator || actor.IsSystem:
                break;
            case IForSignedIn or IForShop:
                _ = actor.User;
                break;
            case IForOperator when actor.UserId is null:
                throw new SignInNeeded();
            default:
                throw new NotFound();
        }
        return next();
    }
}
