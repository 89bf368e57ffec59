using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FluentValidation;

namespace FarmMarket.Shops;

/// <summary>What people write about a shop, and what of it is refused, the same when a shop is opened and whenever it is edited.</summary>
internal static class ShopText
{
    public const int LongestName = 20;
    public const int LongestStory = 4000;
    public const int LongestPlace = 100;

    /// <summary>Enough for two sentences; a buyer wants to know who grows the fruit.</summary>
    public const int ShortestStory = 20;

    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name?.Trim() is { Length: >= 2 and <= LongestName }).WithMessage("店名 2–20 个字");

    public static IRuleBuilderOptions<T, string?> EnglishName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name is null || name.Trim().Length <= LongestName * 3).WithMessage("英文店名最多 60 个字母");

    public static IRuleBuilderOptions<T, string?> Story<T>(this IRuleBuilder<T, string?> rule, int times = 1) =>
        rule.Must(story => story is null || story.Trim().Length <= LongestStory * times).WithMessage("故事太长了，请缩短一些");

    public static IRuleBuilderOptions<T, string?> Place<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(place => place is null || place.Trim().Length <= LongestPlace).WithMessage("地址最多 100 个字");

    public static IRuleBuilderOptions<T, string?> County<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => Regions.FindCounty(code) is not null).WithMessage("请选择店铺所在的县（市、区）");

    /// <summary>A phone may wait until the checklist asks for it, but not be wrong.</summary>
    public static IRuleBuilderOptions<T, string?> Phone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(phone => string.IsNullOrWhiteSpace(phone) || Contact.ParseAnyPhone(phone) is not null).WithMessage("电话号码不对，请写手机号，或带区号的座机");

    /// <summary>As stored: E.164, or empty.</summary>
    public static string ReadPhone(string? typed) => string.IsNullOrWhiteSpace(typed) ? "" : Contact.ParseAnyPhone(typed)!;

    public static LocalText ReadLocal(string? zh, string? en) => new(zh?.Trim() ?? "", string.IsNullOrWhiteSpace(en) ? null : en.Trim());
}
