using System.Globalization;

namespace FarmMarket.Kernel;

/// <summary>What people write in two languages. Chinese is always there; English falls back to it.</summary>
public sealed record LocalText(string Zh, string? En = null)
{
    public string In(bool english) => english && !string.IsNullOrWhiteSpace(En) ? En : Zh;

    public override string ToString() => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en");
}
