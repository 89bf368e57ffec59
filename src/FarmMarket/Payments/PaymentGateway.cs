using FarmMarket.Kernel;

namespace FarmMarket.Payments;

/// <summary>A way in which money comes and goes back. The market keeps its own books; a gateway only moves the money.</summary>
public interface IPaymentGateway
{
    /// <summary>As it is written on payments and refunds; never changes.</summary>
    string Name { get; }

    /// <summary>
    /// Sends money back from a payment. Called outside any transaction and perhaps more than once with the same <paramref name="key"/>;
    /// must move the money once. Returns what the gateway calls the refund; throws <see cref="GatewayRefuses"/> when trying again can't help,
    /// anything else when it should be tried again.
    /// </summary>
    Task<string> Refund(string paymentReference, Money amount, string key, CancellationToken cancellation);
}

/// <summary>A gateway's last word, in its own words for the operator: trying again will not help.</summary>
public sealed class GatewayRefuses(string because) : Exception(because);

/// <summary>The gateway of a market without keys: the buyer decides on a page of ours whether the payment goes through. No money moves.</summary>
internal sealed class DemoGateway : IPaymentGateway
{
    public const string GatewayName = "demo";

    public string Name => GatewayName;

    public Task<string> Refund(string paymentReference, Money amount, string key, CancellationToken cancellation) =>
        Task.FromResult("demo-" + key);
}
