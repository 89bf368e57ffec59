using FarmMarket.Kernel;
using FluentValidation;
using MediatR;

namespace FarmMarket.Pipeline;

/// <summary>First in the pipeline: all that can be said of a request without the database, every fault at once.</summary>
internal sealed class Validation<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        List<RuleBroken>? broken = null;
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            foreach (var failure in result.Errors)
            {
                (broken ??= []).Add(new(failure.ErrorMessage, failure.CustomState as object[] ?? [])
                {
                    Field = failure.PropertyName,
                    Code = "invalid",
                });
            }
        }
        if (broken is { Count: 1 })
            throw broken[0];
        if (broken is not null)
            throw new RulesBroken(broken);
        return await next();
    }
}
