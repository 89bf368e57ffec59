using System.Text.RegularExpressions;
using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>A courier. <see cref="Example"/> is a waybill as people know it from the label.</summary>
public sealed record Carrier(string Code, LocalText Name, Regex Waybills, string Example)
{
    /// <summary>Whether the number looks like one of this carrier's. Carriers add series without telling, so people may overrule it.</summary>
    public bool Knows(string waybill) => Waybills.IsMatch(waybill);

    /// <summary>Its name at kuaidi100.com, the tracking page that knows them all; null where there is nothing to follow.</summary>
    public string? TrackedAs { get; init; }

    /// <summary>A page of the parcel's journey.</summary>
    public Uri? TrackingLink(string waybill) =>
        TrackedAs is null ? null : new($"https://www.kuaidi100.com/chaxun?com={TrackedAs}&nu={Uri.EscapeDataString(waybill)}");
}

/// <summary>The couriers that serve the region, by the code that is stored.</summary>
public static partial class Carriers
{
    /// <summary>The buyer fetches the goods; there is no courier and no waybill.</summary>
    public const string PickupCode = "pickup";

    public const int LongestWaybill = 40;

    public static readonly IReadOnlyList<Carrier> All =
    [
        new("sf", new("顺丰速运", "SF Express"), Sf(), "SF1540001583806") { TrackedAs = "shunfeng" },
        new("zto", new("中通快递", "ZTO Express"), Zto(), "78154000061510") { TrackedAs = "zhongtong" },
        new("yto", new("圆通速递", "YTO Express"), Yto(), "YT1540000004002") { TrackedAs = "yuantong" },
        new("sto", new("申通快递", "STO Express"), Sto(), "773154000061510") { TrackedAs = "shentong" },
        new("yunda", new("韵达快递", "Yunda Express"), Yunda(), "431540000615102") { TrackedAs = "yunda" },
        new("jt", new("极兔速递", "J&T Express"), Jt(), "JT5154000024006") { TrackedAs = "jtexpress" },
        new("ems", new("中国邮政 EMS", "China Post EMS"), Ems(), "EA154021007CN") { TrackedAs = "ems" },
        new("jd", new("京东快递", "JD Logistics"), Jd(), "JDV015400020030") { TrackedAs = "jd" },
        new("deppon", new("德邦快递", "Deppon Express"), Deppon(), "DPK202154000061") { TrackedAs = "debangkuaidi" },
        new("post", new("邮政快递包裹", "China Post parcel"), Post(), "9815400006151") { TrackedAs = "youzhengguonei" },
        new("own", new("自己送货", "Own delivery"), Any(), "1"),
    ];

    private static readonly Carrier Pickup = new(PickupCode, new("到店自提", "Pickup at the farm"), Any(), "");

    public static Carrier? Find(string? code) => code == PickupCode ? Pickup : All.FirstOrDefault(carrier => carrier.Code == code);

    /// <summary>The name to show; the bare code for one that is no longer known.</summary>
    public static LocalText NameOf(string code) => Find(code)?.Name ?? new(code);

    /// <summary>By code or by either name, as people write it in a spreadsheet: 顺丰, 顺丰速运, SF.</summary>
    public static Carrier? Named(string written)
    {
        var name = written.Trim();
        return name.Length == 0 ? null : All.FirstOrDefault(carrier => carrier.Code.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? All.FirstOrDefault(carrier => name.Length > 1 && (carrier.Name.Zh.Contains(name, StringComparison.OrdinalIgnoreCase)
                || carrier.Name.En!.Contains(name, StringComparison.OrdinalIgnoreCase)
                || name.StartsWith(carrier.Name.Zh[..2], StringComparison.Ordinal)));
    }

    /// <summary>A number as typed, scanned or pasted, without the blanks and hyphens that labels print for the eye; in capitals.</summary>
    public static string Clean(string? waybill) => string.Concat((waybill ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '\u200b'))).ToUpperInvariant();

    public static bool IsWaybill(string cleaned) => cleaned.Length is > 0 and <= LongestWaybill && cleaned.All(char.IsAsciiLetterOrDigit);

    [GeneratedRegex(@"^(SF\d{11,13}|\d{12})$")]
    private static partial Regex Sf();

    [GeneratedRegex(@"^\d{12,15}$")]
    private static partial Regex Zto();

    [GeneratedRegex(@"^(YT\d{13,16}|[A-Z]\d{9,11}|\d{10}|\d{12}|\d{18})$")]
    private static partial Regex Yto();

    [GeneratedRegex(@"^\d{12,15}$")]
    private static partial Regex Sto();

    [GeneratedRegex(@"^\d{13,15}$")]
    private static partial Regex Yunda();

    [GeneratedRegex(@"^(JT|UT)\d{13}$")]
    private static partial Regex Jt();

    [GeneratedRegex(@"^([A-Z]{2}\d{9}CN|\d{13})$")]
    private static partial Regex Ems();

    [GeneratedRegex(@"^JD[A-Z0-9]{10,16}$")]
    private static partial Regex Jd();

    [GeneratedRegex(@"^(DPK\d{12}|\d{8,10})$")]
    private static partial Regex Deppon();

    [GeneratedRegex(@"^\d{13}$")]
    private static partial Regex Post();

    [GeneratedRegex("^[A-Z0-9]+$")]
    private static partial Regex Any();
}
