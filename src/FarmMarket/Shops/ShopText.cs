using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FluentValidation;

namespace FarmMarket.Shops;

/// <summary>What people write about a shop, as typed: the same when it is opened and whenever it is edited.</summary>
internal interface IShopForm
{
    string? Name { get; }
    string? NameEn { get; }
    string? County { get; }
    string? Place { get; }
    string? Story { get; }
    string? StoryEn { get; }
    string? Phone { get; }
}

/// <summary>What of it is refused.</summary>
internal sealed class ShopFormRules : AbstractValidator<IShopForm>
{
    private const int LongestName = 20;
    private const int LongestStory = 4000;
    private const int LongestPlace = 100;

    public ShopFormRules()
    {
        RuleFor(form => form.Name).Must(name => name?.Trim() is { Length: >= 2 and <= LongestName }).WithMessage("店名 2–20 个字");
        RuleFor(form => form.NameEn).Must(name => IsAtMost(LongestName * 3, name)).WithMessage("英文店名最多 60 个字母");
        RuleFor(form => form.County).Must(code => Regions.FindCounty(code) is not null).WithMessage("请选择店铺所在的县（市、区）");
        RuleFor(form => form.Place).Must(place => IsAtMost(LongestPlace, place)).WithMessage("地址最多 100 个字");
        RuleFor(form => form.Story).Must(story => IsAtMost(LongestStory, story)).WithMessage("故事太长了，请缩短一些");
        RuleFor(form => form.StoryEn).Must(story => IsAtMost(LongestStory * 3, story)).WithMessage("故事太长了，请缩短一些");
        // It may wait until the checklist asks for it, but not be wrong.
        RuleFor(form => form.Phone).Must(phone => string.IsNullOrWhiteSpace(phone) || Contact.ParseAnyPhone(phone) is not null)
            .WithMessage("电话号码不对，请写手机号，或带区号的座机");
    }

    private static bool IsAtMost(int length, string? typed) => typed is null || typed.Trim().Length <= length;
}

/// <summary>What people write about a shop, as it is kept.</summary>
/// <param name="Phone">E.164, or empty.</param>
internal sealed record ShopText(LocalText Name, LocalText Story, string County, string? Place, string Phone)
{
    /// <summary>Enough for two sentences; a buyer wants to know who grows the fruit.</summary>
    public const int ShortestStory = 20;

    /// <summary>A form that has passed <see cref="ShopFormRules"/>.</summary>
    public static ShopText Read(IShopForm form) => new(
        ReadLocal(form.Name, form.NameEn), ReadLocal(form.Story, form.StoryEn), form.County!, string.IsNullOrWhiteSpace(form.Place) ? null : form.Place.Trim(),
        string.IsNullOrWhiteSpace(form.Phone) ? "" : Contact.ParseAnyPhone(form.Phone)!);

    public static LocalText ReadLocal(string? zh, string? en) => new(zh?.Trim() ?? "", string.IsNullOrWhiteSpace(en) ? null : en.Trim());
}
