using System.Net.Mail;
using FarmMarket.Kernel;
using PhoneNumbers;

namespace FarmMarket.Accounts;

/// <summary>A phone number (E.164, e.g. +8613812345678) or an e-mail address (lower case) by which a person can be reached.</summary>
public sealed record Contact
{
    private const string HomeCountry = "CN";
    private const int LongestEmail = 254;

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    private Contact(string value) => Value = value;

    public string Value { get; }
    public bool IsEmail => Value.Contains('@', StringComparison.Ordinal);

    /// <summary>As Identity keeps e-mail addresses for looking up.</summary>
    public string NormalizedEmail => Value.ToUpperInvariant();

    /// <summary>Enough for its owner to recognise: 138****5678, m***@example.com.</summary>
    public string Masked
    {
        get
        {
            if (IsEmail)
                return string.Concat(Value.AsSpan(0, 1), "***", Value.AsSpan(Value.IndexOf('@', StringComparison.Ordinal)));
            var local = Local;
            return string.Concat(local.AsSpan(0, Math.Min(3, local.Length - 4)), "****", local.AsSpan(local.Length - 4));
        }
    }

    /// <summary>As people at home write it: 13812345678, or the address, or +852… from elsewhere.</summary>
    public string Local => LocalPhone(Value);

    public static string LocalPhone(string value) => value.StartsWith("+86", StringComparison.Ordinal) ? value[3..] : value;

    public static Contact ParseOrRefuse(string? typed, string field = "Contact") =>
        Parse(typed) ?? throw new RuleBroken("请输入手机号或邮箱地址") { Field = field, Code = "contact-invalid" };

    /// <summary>Null for what is neither. Numbers without a country code are Chinese mobiles.</summary>
    public static Contact? Parse(string? typed)
    {
        typed = typed?.Trim();
        if (typed is not { Length: > 0 and <= LongestEmail })
            return null;
        return typed.Contains('@', StringComparison.Ordinal) ? ParseEmail(typed) : ParsePhone(typed);
    }

    private static Contact? ParseEmail(string typed) =>
        MailAddress.TryCreate(typed, out var address) && address.Address == typed && address.Host.Contains('.', StringComparison.Ordinal)
        && !typed.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            ? new(typed.ToLowerInvariant())
            : null;

    private static Contact? ParsePhone(string typed)
    {
        try
        {
            var number = Phones.Parse(typed, HomeCountry);
            return number.HasExtension || !CanReceiveMessages(number) ? null : new(Phones.Format(number, PhoneNumberFormat.E164));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>New Chinese mobile ranges come faster than libraries learn them, so at home the shape is enough.</summary>
    private static bool CanReceiveMessages(PhoneNumber number) =>
        number.CountryCode == 86
            ? number.NationalNumber is >= 13_000_000_000 and <= 19_999_999_999
            : Phones.IsValidNumber(number) && Phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;

    /// <summary>A phone for deliveries may be a landline too. Returns E.164, null for what is no number.</summary>
    public static string? ParseAnyPhone(string? typed)
    {
        if (ParsePhone(typed?.Trim() ?? "") is { } mobile)
            return mobile.Value;
        try
        {
            var number = Phones.Parse(typed?.Trim() ?? "", HomeCountry);
            return Phones.IsValidNumber(number) && !number.HasExtension ? Phones.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    public override string ToString() => Local;
}
