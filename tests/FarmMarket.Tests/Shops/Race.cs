namespace FarmMarket.Tests.Shops;

/// <summary>Lets several people do something at the same moment.</summary>
internal static class Race
{
    /// <summary>What each was refused with; null for those who made it.</summary>
    public static async Task<IReadOnlyList<Exception?>> All(IEnumerable<Func<Task>> acts)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = acts.Select(act => Task.Run(async () =>
        {
            await start.Task;
            try
            {
                await act();
                return null;
            }
            catch (Exception refused)
            {
                return refused;
            }
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}
