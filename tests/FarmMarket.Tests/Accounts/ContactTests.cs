using FarmMarket.Accounts;

namespace FarmMarket.Tests.Accounts;

public sealed class ContactTests
{
    [Theory]
    [InlineData("13812345678", "+8613812345678")]
    [InlineData(" 138 1234 5678 ", "+8613812345678")]
    [InlineData("+86 138-1234-5678", "+8613812345678")]
    [InlineData("008613812345678", "+8613812345678")]
    [InlineData("１３８１２３４５６７８", "+8613812345678")]
    [InlineData("15400000001", "+8615400000001")]
    [InlineData("+852 5123 4567", "+85251234567")]
    [InlineData("Li.Mei@Example.COM", "li.mei@example.com")]
    public void Is_understood_as_people_type_it(string typed, string value) => Assert.Equal(value, Contact.Parse(typed)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("10086")]
    [InlineData("0776-2823456")]
    [InlineData("1381234567")]
    [InlineData("mei")]
    [InlineData("mei@")]
    [InlineData("@example.com")]
    [InlineData("mei@localhost")]
    [InlineData("Mei <mei@example.com>")]
    [InlineData("mei@example.com\r\nBcc: all@example.com")]
    public void Is_refused_when_no_code_could_reach_it(string? typed) => Assert.Null(Contact.Parse(typed));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("mei@example.com", "m***@example.com")]
    public void Is_shown_to_others_only_in_part(string typed, string masked) => Assert.Equal(masked, Contact.Parse(typed)!.Masked);

    [Theory]
    [InlineData("0776-2823456", "+867762823456")]
    [InlineData("13812345678", "+8613812345678")]
    [InlineData("12", null)]
    public void A_parcel_may_also_be_announced_on_a_landline(string typed, string? value) => Assert.Equal(value, Contact.ParseAnyPhone(typed));
}
