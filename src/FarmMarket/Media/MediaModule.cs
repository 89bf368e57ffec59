using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FarmMarket.Media;

internal static class MediaModule
{
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MediaOptions>(configuration.GetSection("Media"));
        services.AddSingleton<IMediaStore>(provider =>
            provider.GetRequiredService<IOptions<MediaOptions>>().Value.S3 is { Bucket.Length: > 0 } bucket
                ? new S3MediaStore(Client(bucket), bucket.Bucket)
                : OnDisk(provider.GetRequiredService<IOptions<MarketOptions>>().Value));
        services.AddSingleton(provider => new PhotoIntake(
            provider.GetRequiredService<IMediaStore>(),
            new PhotoIntakeOptions(provider.GetRequiredService<IOptions<MarketOptions>>().Value.PathOf("scratch"), Benches: Math.Max(1, Environment.ProcessorCount / 2))));
        return services;
    }

    private static DiskMediaStore OnDisk(MarketOptions market)
    {
        var store = new DiskMediaStore(market.PathOf("media"));
        store.Sweep();
        return store;
    }

    private static AmazonS3Client Client(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            Timeout = TimeSpan.FromSeconds(30),
            // Other services than Amazon's often refuse the checksums the SDK adds by itself since 2025.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl is { } url)
            (config.ServiceURL, config.AuthenticationRegion) = (url, options.Region);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        return options is { AccessKey: { } id, SecretKey: { } secret } ? new(new BasicAWSCredentials(id, secret), config) : new(config);
    }
}

/// <summary>Section <c>Media</c>. Without a bucket, media are kept in the folder <c>media</c> of the data path.</summary>
public sealed class MediaOptions
{
    public S3Options S3 { get; set; } = new();
}

/// <summary>A bucket of Amazon S3, Alibaba Cloud OSS, Tencent COS, MinIO …</summary>
public sealed class S3Options
{
    public string Bucket { get; set; } = "";

    /// <summary>e.g. https://oss-cn-shenzhen.aliyuncs.com; null for Amazon's own in <see cref="Region"/>.</summary>
    public string? ServiceUrl { get; set; }
    public string Region { get; set; } = "us-east-1";

    /// <summary>Without keys the machine's own role is asked.</summary>
    public string? AccessKey { get; set; }
    public string? SecretKey { get; set; }

    /// <summary>Bucket in the path instead of the host name, as MinIO wants it.</summary>
    public bool ForcePathStyle { get; set; }
}
