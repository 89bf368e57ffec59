using FarmMarket.Data;
using FarmMarket.Kernel;

namespace FarmMarket.Accounts;

internal static class People
{
    /// <summary>The account that signs in by that contact.</summary>
    public static IQueryable<User> WhoIs(this MarketDb db, Contact contact)
    {
        if (contact.IsEmail)
        {
            var email = contact.NormalizedEmail;
            return db.Users.Where(user => user.NormalizedEmail == email);
        }
        var phone = contact.Value;
        return db.Users.Where(user => user.PhoneNumber == phone);
    }

    public static IQueryable<User> ById(this MarketDb db, UserId id)
    {
        var key = id.Value;
        return db.Users.Where(user => user.Id == key && user.DeletedAt == null);
    }
}
