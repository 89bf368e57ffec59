using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FarmMarket.Web.Tests.Support;

/// <summary>Reads pages as documents and submits their forms the way a browser without JavaScript does.</summary>
public static class Browsing
{
    private static readonly HtmlParser Parser = new();

    public static async Task<IHtmlDocument> Page(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Document();
    }

    public static async Task<IHtmlDocument> Document(this HttpResponseMessage answer) => Parser.ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Submits a form of a page with all its fields as they stand, some of them changed; null leaves a field out.</summary>
    public static Task<HttpResponseMessage> Submit(
        this HttpClient client, IHtmlDocument page, string formSelector, string at, params (string Name, string? Value)[] changed)
    {
        var form = page.QuerySelector<IHtmlFormElement>(formSelector) ?? throw new InvalidOperationException($"No form {formSelector} on the page.");
        var fields = Fields(form).Where(field => changed.All(change => change.Name != field.Key)).ToList();
        fields.AddRange(changed.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value!)));
        var action = form.GetAttribute("action");
        var request = new HttpRequestMessage(HttpMethod.Post, string.IsNullOrEmpty(action) ? at : action) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return client.SendAsync(request);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.Where(element => !string.IsNullOrEmpty(element.GetAttribute("name")) && !element.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" }:
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return new(name, select.Value ?? "");
                    break;
            }
        }
    }
}
