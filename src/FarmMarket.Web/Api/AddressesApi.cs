using FarmMarket.Accounts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

internal static class AddressesApi
{
    /// <param name="Phone">Mobile or landline, +86 unless it says otherwise.</param>
    /// <param name="RegionCode">Six digits of a county, see GET /regions.</param>
    /// <param name="Detail">Street, village, house number.</param>
    internal sealed record NewAddress(string? Recipient, string? Phone, string? RegionCode, string? Detail, bool IsDefault = false)
    {
        public PostalAddress Typed => new(Recipient ?? "", Phone ?? "", RegionCode ?? "", Detail ?? "");
    }

    internal sealed record SavedAddress(string Recipient, string Phone, string RegionCode, BothTexts Region, string Detail, bool IsDefault);

    public static void MapAddresses(this IEndpointRouteBuilder api)
    {
        var addresses = api.MapGroup("/addresses").Chapter("账户与地址").ForSignedIn();
        addresses.MapGet("", List).Says("listAddresses", "地址簿，默认地址在最前。").Refuses(401);
        addresses.MapPost("", Add).Says("addAddress", "添加地址。同一个地址不会存两次，所以可以重复请求。").Refuses(400, 401, 422);
    }

    private static async Task<Ok<IReadOnlyList<SavedAddress>>> List(IMediator mediator, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<SavedAddress>>([.. (await mediator.Send(new ShowAddresses.Query(), cancellation)).Select(Of)]);

    private static async Task<Created<SavedAddress>> Add(NewAddress body, IMediator mediator, CancellationToken cancellation)
    {
        var id = await mediator.Send(new SaveAddress.Command(Id: null, body.Typed, body.IsDefault), cancellation);
        return TypedResults.Created("/api/v1/addresses", Of(await mediator.Send(new ShowAddress.Query(id), cancellation)));
    }

    private static SavedAddress Of(ShowAddresses.Item address) =>
        new(address.Recipient, address.Phone, address.RegionCode, BothTexts.Of(address.Region), address.Detail, address.IsDefault);
}
