using Microsoft.AspNetCore.Html;
using QRCoder;

namespace FarmMarket.Web.Components;

/// <summary>A QR code as inline SVG of class <c>qr</c>: dark on white with its quiet zone, whatever the page's colours.</summary>
public static class Qr
{
    public static HtmlString Svg(string content)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var start = x;
                while (x < modules.Count && modules[y][x])
                    x++;
                if (x > start)
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
            }
        }
        return new($"""<svg class="qr" viewBox="0 0 {modules.Count} {modules.Count}" role="img" aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{modules.Count}v{modules.Count}H0z"/><path d="{path}"/></svg>""");
    }
}
