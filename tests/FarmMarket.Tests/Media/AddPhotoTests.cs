using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Media;

public sealed class AddPhotoTests
{
    [Fact]
    public async Task A_photo_is_known_by_a_key_that_tells_its_size_and_colour()
    {
        await using var market = TestMarket.Start();
        var grower = await market.Person();

        var key = await market.Send(new AddPhoto.Request(new MemoryStream(Pictures.Jpeg(800, 600))), grower);

        Assert.Equal((800, 600), (key.Width, key.Height));
        Assert.True(PhotoKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
        var photo = await market.Look(db => db.Set<Photo>().SingleAsync());
        Assert.Equal((key.ToString(), grower), (photo.Key, photo.UploadedBy));
        Assert.Contains(key.ToString(), await market.Send(new KnownPhotos.Query([key.ToString(), "something-else"])));
    }

    [Fact]
    public async Task The_same_file_uploaded_again_by_several_at_once_is_one_photo()
    {
        await using var market = TestMarket.Start();
        var growers = new[] { await market.Person(), await market.Person(), await market.Person() };
        var upload = Pictures.Jpeg(400, 300);

        var keys = await Task.WhenAll(growers.Select(grower => market.Send(new AddPhoto.Request(new MemoryStream(upload)), grower)));

        Assert.Single(keys.Distinct());
        Assert.Equal(1, await market.Look(db => db.Set<Photo>().CountAsync()));
    }

    [Fact]
    public async Task A_photo_whose_files_were_lost_is_mended_by_uploading_it_again()
    {
        await using var market = TestMarket.Start();
        var grower = await market.Person();
        var upload = Pictures.Jpeg(400, 300);
        var key = await market.Send(new AddPhoto.Request(new MemoryStream(upload)), grower);
        var files = Path.Combine(market.DataPath, "media", key.Hash[..2], key.ToString());
        Directory.Delete(files, recursive: true);

        Assert.Equal(key, await market.Send(new AddPhoto.Request(new MemoryStream(upload)), grower));

        Assert.NotEmpty(Directory.GetFiles(files));
        Assert.Equal(1, await market.Look(db => db.Set<Photo>().CountAsync()));
    }

    [Fact]
    public async Task Strangers_can_not_upload()
    {
        await using var market = TestMarket.Start();

        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(new AddPhoto.Request(new MemoryStream(Pictures.Jpeg(400, 300)))));

        Assert.False(Directory.Exists(Path.Combine(market.DataPath, "scratch")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7q2f")]
    [InlineData("00000000000000000000000000")]
    [InlineData("00000000000000000000000000-1600x1200")]
    [InlineData("00000000000000000000000000-0640x0480-d8a13c")]
    [InlineData("00000000000000000000000000-640x480-D8A13C")]
    [InlineData("00000000000000000000000000-1601x480-d8a13c")]
    [InlineData("00000000000000000000000000-0x480-d8a13c")]
    [InlineData("0000000000000000000000000u-640x480-d8a13c")]
    [InlineData("00000000000000000000000000-640x480-d8a13c/..")]
    public void What_is_no_key_is_not_taken_for_one(string text) => Assert.False(PhotoKey.TryParse(text, out _));
}
