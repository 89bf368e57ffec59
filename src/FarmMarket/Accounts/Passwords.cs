using System.Collections.Frozen;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace FarmMarket.Accounts;

/// <summary>Hashing a password takes a good part of a tenth of a second on purpose: never inside a transaction.</summary>
internal sealed class Passwords(IPasswordHasher<User> hasher)
{
    public const int Shortest = 8;
    public const int Longest = 128;

    private static readonly User Nobody = new() { DisplayName = "" };
    private static readonly FrozenSet<string> TooCommon = new[]
    {
        "password", "password1", "passw0rd", "password123", "iloveyou", "woaini1314", "woaini520", "qwertyui", "qwerty123", "qwertyuiop", "1q2w3e4r", "1qaz2wsx",
        "abcd1234", "abc12345", "a1234567", "a12345678", "a123456789", "aa123456", "admin123", "88888888", "66668888", "11223344", "12341234", "5201314520",
        "farmmarket", "mango123",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What a stranger's password is checked against, so that it takes as long as a real one.
    private string? hashOfNobody;

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long whether or not there is a hash.</summary>
    public bool Verify(string? hash, string password, out bool outdated)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? (hashOfNobody ??= Hash("nobody's password")), password.Length <= Longest ? password : "");
        outdated = result == PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && password.Length <= Longest && result != PasswordVerificationResult.Failed;
    }

    /// <summary>Long enough, and not the first thing others would try. No rules about kinds of characters: they make worse passwords.</summary>
    public static void CheckStrength(string password, Contact? contact, string field = "Password")
    {
        if (password.Length is < Shortest or > Longest)
            throw new RuleBroken("密码要有 {0}–{1} 个字符", Shortest, Longest) { Field = field, Code = "password-length" };
        if (TooCommon.Contains(password) || password.Distinct().Count() < 3 || IsRun(password) || contact?.Local.Contains(password, StringComparison.OrdinalIgnoreCase) == true)
            throw new RuleBroken("这个密码太容易被猜到，请换一个") { Field = field, Code = "password-common" };
    }

    /// <summary>12345678, 87654321, abcdefgh.</summary>
    private static bool IsRun(string password)
    {
        var steps = password.Zip(password.Skip(1), (a, b) => b - a).Distinct().ToList();
        return steps is [1] or [-1];
    }
}
