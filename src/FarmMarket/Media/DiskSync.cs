using System.Globalization;
using System.Runtime.InteropServices;

namespace FarmMarket.Media;

/// <summary>What .NET leaves out of durable files: flushing a folder, and telling a full disk from other errors.</summary>
internal static class DiskSync
{
    private const int InvalidArgument = 22;
    private const int NoSpaceOnUnix = 28;
    private const int QuotaExceededOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    public static bool IsFull(IOException problem) =>
        problem.HResult == DiskFullOnWindows || (!OperatingSystem.IsWindows() && problem.HResult is NoSpaceOnUnix or QuotaExceededOnLinux);

    /// <summary>Makes renames and new names in a folder outlive a power cut. Windows journals them by itself.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(path, flags: 0);
        if (handle < 0)
            throw Fault(path);
        try
        {
            // Some network file systems can't flush a folder and say EINVAL: there is nothing better to be had from them.
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Fault(path);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Fault(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new(string.Create(CultureInfo.InvariantCulture, $"Can't flush folder '{path}': {Marshal.GetPInvokeErrorMessage(error)}"), error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
