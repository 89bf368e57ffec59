using FarmMarket.Web.Hosting;

return await MarketHost.Run(args);
