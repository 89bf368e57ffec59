using FarmMarket.Web.Hosting;

return await MarketHost.Run(args);

/// <summary>Named for the test host.</summary>
public partial class Program;
