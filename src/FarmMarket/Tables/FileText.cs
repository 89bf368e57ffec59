using System.Text;

namespace FarmMarket.Tables;

/// <summary>Uploaded text as the programs people have write it: UTF-8, UTF-16 with a mark, or the GB18030 of Chinese Windows.</summary>
internal static class FileText
{
    static FileText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null when it is no text at all. Bytes that mean nothing become U+FFFD.</summary>
    public static string? Decode(byte[] content)
    {
        if (content is [0xff, 0xfe, ..])
            return Encoding.Unicode.GetString(content.AsSpan(2));
        if (content is [0xfe, 0xff, ..])
            return Encoding.BigEndianUnicode.GetString(content.AsSpan(2));
        if (content.Contains((byte)0))
            return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            // What Chinese Excel writes as "CSV".
            return Encoding.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\ufffd")).GetString(content);
        }
    }
}
