using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Infra.Tests.Live;

/// <summary>What the kernel offers and .NET does not.</summary>
internal static class Linux
{
    /// <summary>The signal that asks a program to stop.</summary>
    public const int Terminate = 15;

    /// <summary>The signal that asks Postgres to end its sessions and stop.</summary>
    public const int Interrupt = 2;

    private const int NewNetwork = 0x4000_0000;

    /// <summary>Sends a signal to a process.</summary>
    public static void Signal(int process, int signal) => Check(Kill(process, signal));

    /// <summary>
    /// Makes a socket in the network that a process is in. A socket stays in the network it was made in, whoever uses it; a thread of its
    /// own goes there to make it, and does not come back.
    /// </summary>
    public static Socket CreateSocketBeside(int process)
    {
        var made = new TaskCompletionSource<Socket>();
        var thread = new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle($"/proc/{process}/ns/net", share: FileShare.ReadWrite);
                Check(SetNamespace(network, NewNetwork));
                made.SetResult(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            }
            catch (Exception exception) when (exception is IOException or Win32Exception or SocketException)
            {
                made.SetException(exception);
            }
        });
        thread.Start();
        return made.Task.GetAwaiter().GetResult();
    }

    private static void Check(int result)
    {
        if (result != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(SafeFileHandle file, int type);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
