using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using QRCoder;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Who works in the shop; invitations by link and QR code.</summary>
public sealed class MembersModel(IOptions<MarketOptions> options) : SellerPage
{
    [BindProperty]
    public string? For { get; set; }

    [BindProperty]
    public ShopRole? Role { get; set; } = ShopRole.Packer;

    public ShowMembers.Result People { get; private set; } = null!;

    /// <summary>The link just made. It is shown on the next page only: nobody keeps it but who was given it.</summary>
    public string? Link { get; private set; }

    public string? LinkFor { get; private set; }

    public async Task OnGet()
    {
        await Refill();
        if (TempData["Invitation"] is string token)
        {
            Link = $"{MarketSite.Of(HttpContext, options.Value)}/seller/join/{token}";
            LinkFor = TempData["InvitationFor"] as string;
        }
    }

    public async Task<IActionResult> OnPostInvite()
    {
        var invitation = await Send(new InviteMember.Command(Shop, Role, For));
        TempData["Invitation"] = invitation.Token;
        TempData["InvitationFor"] = For;
        return Back();
    }

    public async Task<IActionResult> OnPostWithdraw(long invitation)
    {
        await Send(new WithdrawInvitation.Command(Shop, new(invitation)));
        Tell(T["邀请已撤回"]);
        return Back();
    }

    public async Task<IActionResult> OnPostRole(long member, ShopRole? to)
    {
        await Send(new ChangeRole.Command(Shop, new(member), to));
        Tell(T["角色已改"]);
        return Back();
    }

    public async Task<IActionResult> OnPostRemove(long member)
    {
        await Send(new RemoveMember.Command(Shop, new(member)));
        Tell(T["已移出店铺"]);
        return Back();
    }

    public async Task<IActionResult> OnPostLeave()
    {
        await Send(new LeaveShop.Command(Shop));
        Tell(T["您已离开“{0}”", Bench.Name]);
        return Redirect("/seller");
    }

    public override async Task Refill() => People = await Send(new ShowMembers.Query(Shop));

    /// <summary>The link as a QR code, for a picture that the page carries itself.</summary>
    public static string QrCode(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        return "data:image/png;base64," + Convert.ToBase64String(new PngByteQRCode(data).GetGraphic(6));
    }

    private RedirectResult Back() => Redirect($"/seller/{Shop}/members");
}
