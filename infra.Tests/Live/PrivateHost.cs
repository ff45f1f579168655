using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>
/// A host within this one, so that programs find names, addresses and files as they do in the cluster, and nothing of them is left behind
/// or collides with what else runs. It has a network of its own with nothing but the loopback, processes of its own, all of which end with
/// it, and the files of this host, read-only, with some of its own over them.
/// </summary>
internal sealed class PrivateHost : IDisposable
{
    // $1: an empty folder, $2: the files of its own, and then the folders in memory; after "--", pairs of a folder of this host and where
    // it is shown.
    private const string Setup = """
        umask 022
        mount -t tmpfs tmpfs "$1"
        cp -r "$2" "$1/files"
        chmod -R a+rX "$1/files"
        root=$1/root
        mkdir "$root"
        mount -t overlay overlay -o "lowerdir=$1/files:/" "$root"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        shift 2
        while [ "$1" != -- ]; do mount -t tmpfs tmpfs "$root$1"; shift; done
        shift
        while [ $# -gt 0 ]; do mount --bind "$1" "$root$2"; mount -o remount,bind,ro "$root$2"; shift 2; done
        ip link set lo up
        # The number that this host knows it by is told from within the new root: who entered earlier would be in the old one.
        read -r pid rest </proc/self/stat
        exec chroot "$root" sh -c 'echo "$1"; exec cat' sh "$pid"
        """;

    /// <summary>What it takes, beside Linux and root.</summary>
    public static IReadOnlyList<string> Tools { get; } = ["unshare --mount --net --ipc --pid --fork true", "nsenter", "setpriv", "ip"];

    private readonly ScratchFolder _folder = new();
    private readonly Process _holder;
    private readonly int _id;

    /// <summary>Starts it.</summary>
    /// <param name="files">The text of the files of its own, by path.</param>
    /// <param name="scratch">Folders that everybody may write to, in memory.</param>
    /// <param name="shown">Folders of this host, by the path they are shown at, read-only.</param>
    public PrivateHost(
        IReadOnlyDictionary<string, string> files,
        IReadOnlyCollection<string> scratch,
        IReadOnlyDictionary<string, string> shown)
    {
        var (mountPoint, ownFiles) = (Directory.CreateDirectory(_folder.PathOf("host")).FullName, _folder.PathOf("files"));
        foreach (var folder in scratch.Concat(shown.Keys).Append("/"))
            Directory.CreateDirectory(ownFiles + folder);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ownFiles + path)!);
            File.WriteAllText(ownFiles + path, text);
        }

        // It ends when its input does, at the latest with this process, and all that runs in it ends with it.
        string[] arguments =
        [
            "--mount", "--propagation", "private", "--net", "--ipc", "--pid", "--fork", "--kill-child", "sh", "-ec", Setup, "sh",
            mountPoint, ownFiles, .. scratch, "/dev/shm", "--", .. shown.SelectMany(folder => new[] { folder.Value, folder.Key }),
        ];
        _holder = Process.Start(
            new ProcessStartInfo(Tool.PathOf("unshare"), arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        if (!int.TryParse(_holder.StandardOutput.ReadLine(), out _id))
        {
            var error = _holder.StandardError.ReadToEnd();
            Dispose();
            throw new InvalidOperationException($"The private host did not start:\n{error}");
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="user">The number of the user it runs as.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="variables">All of its environment but PATH.</param>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="input">What it reads.</param>
    public (int ExitCode, string Output, string Error) Run(
        int user,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? variables = null,
        string folder = "/",
        string input = ""
    ) => Tool.Run("nsenter", input, Enter(user, command, variables, folder));

    /// <summary>Starts a program.</summary>
    /// <param name="user">The number of the user it runs as.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="variables">All of its environment but PATH.</param>
    /// <param name="folder">The folder it runs in.</param>
    public RunningProgram Start(
        int user,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? variables = null,
        string folder = "/"
    ) => new(Tool.PathOf("nsenter"), Enter(user, command, variables, folder));

    /// <summary>Listens on a port of its.</summary>
    public Socket Listen(int port)
    {
        var socket = Linux.CreateSocketBeside(_id);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }

    /// <summary>A client that asks its servers, whatever their names.</summary>
    public HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = Linux.CreateSocketBeside(_id);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                socket.Dispose();
                throw;
            }
        },
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
        _folder.Dispose();
    }

    // As a container has it: a user without rights, who cannot get any, and an environment of just what it is given.
    private IEnumerable<string> Enter(
        int user,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? variables,
        string folder
    ) =>
        [
            "--target",
            $"{_id}",
            "--mount",
            "--net",
            "--ipc",
            "--pid",
            "--root",
            "--",
            "setpriv",
            "--reuid",
            $"{user}",
            "--regid",
            $"{user}",
            "--clear-groups",
            "--no-new-privs",
            "--",
            "env",
            "--ignore-environment",
            $"--chdir={folder}",
            $"PATH={Tool.SearchPath}",
            .. (variables ?? new Dictionary<string, string>()).Select(variable => $"{variable.Key}={variable.Value}"),
            .. command,
        ];
}
