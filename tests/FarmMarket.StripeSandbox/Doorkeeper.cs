using System.Collections.Concurrent;

namespace FarmMarket.StripeSandbox;

/// <summary>What goes wrong with requests to the API from now on.</summary>
public sealed class ApiFaults
{
    public enum Kind
    {
        /// <summary>Refused with a status before anything is done.</summary>
        Status,

        /// <summary>Nothing is done and nothing answered.</summary>
        Hang,

        /// <summary>It is done, and the answer gets lost.</summary>
        LostAnswer,

        /// <summary>It is done, and the answer is kept back until whoever asked has gone.</summary>
        LateAnswer,
    }

    private sealed record Fault(string Path, Kind Kind, int Status, int Times);

    private readonly Lock door = new();
    private Fault? next;
    private TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the answer of a request is being kept back: what it asked for is done then.</summary>
    public Task KeepsBack
    {
        get
        {
            lock (door)
                return late.Task;
        }
    }

    /// <summary>The next <paramref name="times"/> requests whose path contains <paramref name="path"/>.</summary>
    public void Next(string path, Kind kind, int times = 1, int status = 500)
    {
        lock (door)
            (next, late) = (new(path, kind, status, times), new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    internal void KeepBack()
    {
        lock (door)
            late.TrySetResult();
    }

    internal (Kind Kind, int Status)? Take(string path)
    {
        lock (door)
        {
            if (next is not { Times: > 0 } fault || !path.Contains(fault.Path, StringComparison.Ordinal))
                return null;
            next = fault with { Times = fault.Times - 1 };
            return (fault.Kind, fault.Status);
        }
    }
}

/// <summary>The key, the idempotency of Stripe's API, its form of errors, and faults on demand.</summary>
internal sealed class Doorkeeper(RequestDelegate next, SandboxOptions options, ApiFaults faults)
{
    private sealed record Kept(string Fingerprint, Task<(int Status, string Body)> Answer);

    private readonly ConcurrentDictionary<string, Kept> answered = new(StringComparer.Ordinal);

    public async Task Invoke(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1"))
        {
            await next(context);
            return;
        }
        context.Response.Headers["Request-Id"] = "req_" + context.TraceIdentifier;
        try
        {
            if (context.Request.Headers.Authorization != "Bearer " + options.SecretKey)
                throw new StripeError(401, "invalid_request_error", null, "Invalid API Key provided.");
            var fault = faults.Take(context.Request.Path);
            if (fault is { Kind: ApiFaults.Kind.Hang })
            {
                await Gone(context);
                return;
            }
            if (fault is { Kind: ApiFaults.Kind.Status, Status: var status })
                throw new StripeError(status, status == 402 ? "card_error" : status == 429 ? "rate_limit_error" : "api_error", status == 429 ? "rate_limit" : null, "A fault that was asked for.");
            var (code, body) = await Once(context);
            if (fault is { Kind: ApiFaults.Kind.LostAnswer })
            {
                context.Abort();
                return;
            }
            if (fault is { Kind: ApiFaults.Kind.LateAnswer })
            {
                faults.KeepBack();
                await Gone(context);
                return;
            }
            await Answer(context, code, body);
        }
        catch (StripeError error)
        {
            await Answer(context, error.Status, error.Body.ToJsonString());
        }
    }

    private static async Task Gone(HttpContext context) =>
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<(int Status, string Body)> Once(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key)
            return await Handle(context);
        var fingerprint = context.Request.Path + "?" + (await Asked.Of(context.Request)).Fingerprint;
        var mine = new TaskCompletionSource<(int, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var kept = answered.GetOrAdd(key, new Kept(fingerprint, mine.Task));
        if (kept.Fingerprint != fingerprint)
            throw new StripeError(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        if (kept.Answer != mine.Task)
        {
            if (!kept.Answer.IsCompleted)
                throw new StripeError(409, "invalid_request_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotency Key.");
            context.Response.Headers["Idempotent-Replayed"] = "true";
            return await kept.Answer;
        }
        try
        {
            var answer = await Handle(context);
            mine.SetResult(answer);
            return answer;
        }
        catch (Exception)
        {
            answered.TryRemove(key, out _);
            throw;
        }
    }

    private async Task<(int Status, string Body)> Handle(HttpContext context)
    {
        var wire = context.Response.Body;
        using var memory = new MemoryStream();
        context.Response.Body = memory;
        try
        {
            await next(context);
        }
        catch (StripeError error)
        {
            return (error.Status, error.Body.ToJsonString());
        }
        finally
        {
            context.Response.Body = wire;
        }
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(memory.ToArray()));
    }

    private static async Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = null;
        await context.Response.WriteAsync(body);
    }
}
