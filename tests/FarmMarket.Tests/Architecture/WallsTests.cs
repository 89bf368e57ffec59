using System.Reflection;
using System.Text.RegularExpressions;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using MediatR;
using NetArchTest.Rules;

namespace FarmMarket.Tests.Architecture;

/// <summary>The walls between the modules. The map is the one of src/README.md.</summary>
public sealed partial class WallsTests
{
    private static readonly Assembly Market = typeof(MarketDb).Assembly;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Accounts"] = [],
        ["Media"] = ["Accounts"],
        ["Shops"] = ["Accounts", "Media"],
        ["Catalog"] = ["Accounts", "Shops", "Media"],
        ["Shipping"] = ["Accounts", "Shops"],
        ["Search"] = ["Accounts", "Catalog", "Shops"],
        ["Ordering"] = ["Accounts", "Catalog", "Shops", "Shipping", "Media"],
        ["Payments"] = ["Accounts", "Shops", "Catalog", "Ordering", "Media"],
        ["Training"] = ["Accounts", "Media"],
        ["Messaging"] = ["Accounts", "Shops", "Catalog", "Shipping", "Ordering", "Payments"],
    };

    public static TheoryData<string> Modules => [.. MayUse.Keys];

    private static IEnumerable<string> EntitiesOf(string module) =>
        Market.GetTypes().Where(type => type.Namespace == $"FarmMarket.{module}" && type.IsAssignableTo(typeof(IEntity)) && !type.IsInterface).Select(type => type.FullName!);

    private static void NoneDependsOn(string module, IEnumerable<string> forbidden)
    {
        var names = forbidden.ToArray();
        var offenders = Types.InAssembly(Market).That().ResideInNamespaceMatching($"^FarmMarket\\.{module}($|\\.)")
            .And().HaveDependencyOnAny(names).GetTypes().Select(type => type.FullName).Order().ToList();
        Assert.True(offenders.Count == 0, $"{module} reaches through a wall in: {string.Join(", ", offenders)}");
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_uses_only_the_modules_on_its_map(string module) =>
        NoneDependsOn(module, MayUse.Keys.Where(other => other != module && !MayUse[module].Contains(other)).Select(other => $"FarmMarket.{other}"));

    [Theory, MemberData(nameof(Modules))]
    public void No_module_touches_the_entities_of_another(string module) =>
        NoneDependsOn(module, MayUse.Keys.Where(other => other != module).SelectMany(EntitiesOf));

    /// <summary>In the sources, since the types that a generic call names leave no trace that NetArchTest follows.</summary>
    [Theory, MemberData(nameof(Modules))]
    public void No_module_reads_the_tables_of_another(string module)
    {
        var foreign = MayUse.Keys.Where(other => other != module).SelectMany(EntitiesOf).Select(name => name.Split('.')[^1]).ToHashSet();
        var reads = Repository.Files("src/FarmMarket/" + module, ".cs")
            .SelectMany(file => TableRead().Matches(File.ReadAllText(file)).Select(read => (Table: read.Groups["table"].Value, File: Path.GetFileName(file))))
            .Where(read => foreign.Contains(read.Table) || (read.Table == "Users" && module != "Accounts"))
            .Select(read => $"{read.File} reads {read.Table}").ToList();
        Assert.True(reads.Count == 0, string.Join(", ", reads));
    }

    [GeneratedRegex(@"\bdb\.(?:Set<(?<table>\w+)>|(?<table>Users)\b)")]
    private static partial Regex TableRead();

    [Fact]
    public void The_kernel_depends_on_nothing_of_ours() =>
        NoneDependsOn("Kernel", Market.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(space => space.StartsWith("FarmMarket.", StringComparison.Ordinal) && space != "FarmMarket.Kernel").Distinct());

    [Fact]
    public void The_market_knows_no_pages()
    {
        var references = Market.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        Assert.DoesNotContain(references, name => name.StartsWith("FarmMarket.Web", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Razor", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_request_says_for_whom_it_is_once()
    {
        Type[] markers = [typeof(IForAnyone), typeof(IForSignedIn), typeof(IForShop), typeof(IForOperator), typeof(IForSystem)];
        var requests = Market.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(
            i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))).ToList();
        Assert.NotEmpty(requests);
        var unclear = requests.Where(request => markers.Count(marker => request.IsAssignableTo(marker)) != 1).Select(request => request.FullName).ToList();
        Assert.True(unclear.Count == 0, "Not exactly one marker: " + string.Join(", ", unclear));
    }

    [Fact]
    public void Every_request_has_one_handler()
    {
        var handled = Market.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)).Select(i => i.GetGenericArguments()[0]).ToList();
        Assert.Equal(handled.Distinct().Count(), handled.Count);
        var requests = Market.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(
            i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)));
        Assert.Empty(requests.Except(handled).Select(type => type.FullName));
    }

    [Fact]
    public void Handlers_are_the_modules_own_business()
    {
        var open = Types.InAssembly(Market).That().ImplementInterface(typeof(IRequestHandler<,>)).And().ArePublic().GetTypes().Select(type => type.FullName);
        Assert.Empty(open);
    }
}
