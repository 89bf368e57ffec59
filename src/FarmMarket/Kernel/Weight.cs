using System.Globalization;

namespace FarmMarket.Kernel;

/// <summary>A weight in grams. 斤 (500 g), kg and 吨 are ways to write it.</summary>
public readonly record struct Weight(long Grams) : IComparable<Weight>
{
    public const long GramsPerJin = 500;
    public const long GramsPerKilogram = 1_000;
    public const long GramsPerTon = 1_000_000;

    public static readonly Weight Zero = new(0);

    public static Weight Jin(decimal jin) => new((long)Math.Round(jin * GramsPerJin, MidpointRounding.AwayFromZero));
    public static Weight Kilograms(decimal kg) => new((long)Math.Round(kg * GramsPerKilogram, MidpointRounding.AwayFromZero));

    public static Weight operator +(Weight a, Weight b) => new(checked(a.Grams + b.Grams));
    public static Weight operator *(Weight a, long times) => new(checked(a.Grams * times));
    public static bool operator <(Weight a, Weight b) => a.Grams < b.Grams;
    public static bool operator >(Weight a, Weight b) => a.Grams > b.Grams;
    public int CompareTo(Weight other) => Grams.CompareTo(other.Grams);

    /// <summary>As a buyer reads it: 5斤 / 2.5 kg; from one ton on 1.2吨 / 1.2 t; below one 斤 in grams.</summary>
    public string In(bool english) => Math.Abs(Grams) switch
    {
        >= GramsPerTon => Written(Grams / (decimal)GramsPerTon) + (english ? " t" : "吨"),
        < GramsPerJin => Written(Grams) + (english ? " g" : "克"),
        _ => english ? Written(Grams / (decimal)GramsPerKilogram) + " kg" : Written(Grams / (decimal)GramsPerJin) + "斤",
    };

    private static string Written(decimal value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
