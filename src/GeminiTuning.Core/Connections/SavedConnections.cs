using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Core.SignIn;

namespace GeminiTuning.Core.Connections;

/// <summary>The file of saved connections: read at any time, changed by one process at a time.</summary>
internal sealed class SavedConnections : ISavedConnections
{
    private const string FileName = "connections.yaml";

    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;

    public SavedConnections(Func<string, string?> environment, TimeProvider time)
    {
        _environment = environment;
        _time = time;
    }

    private string FilePath => Path.Combine(ConfigurationFolder.Find(_environment) ?? throw ConnectionErrors.ConfigurationFolderUnknown(), FileName);

    public IReadOnlyList<SavedConnection> List(CallOptions options)
    {
        var path = FilePath;
        options.Trace.Verbose("Reading the saved connections from " + path + ".");
        return [.. Load(path).Values];
    }

    public SavedConnection Read(string name, CallOptions options) =>
        Load(FilePath).TryGetValue(name, out var connection) ? connection : throw NotFound(name);

    /// <summary>Looks whether a connection can be saved, before something is done for it.</summary>
    public void CheckName(string name)
    {
        if (!ConnectionName.IsValid(name))
        {
            throw ConnectionErrors.ConnectionNameInvalid(name);
        }

        Load(FilePath);
    }

    public async Task SaveAsync(SavedConnection connection, CallOptions options)
    {
        var replaced = await ChangeAsync(
            connections =>
            {
                // Removed first, so that the name is written as it was given last.
                var was = connections.Remove(connection.Name);
                connections.Add(connection.Name, connection);
                return was;
            },
            options).ConfigureAwait(false);
        options.Trace.Verbose("The connection is saved as '" + connection.Name + "' in " + FilePath
            + (replaced ? ", in place of the one of that name." : "."));
    }

    public Task RemoveAsync(string name, CallOptions options) =>
        ChangeAsync(connections => connections.Remove(name) ? true : throw NotFound(name), options);

    private static SortedDictionary<string, SavedConnection> Load(string path)
    {
        try
        {
            // Whoever replaces or deletes the file meanwhile is not hindered.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return new ConnectionsReader(path).Read(reader.ReadToEnd());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ConnectionsReader(path).Read(string.Empty);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ConnectionErrors.ConnectionsFileUnreadable(path, e);
        }
    }

    // What a process that ended before its end has left behind; whoever has the lock is alone.
    private static void CleanUp(string path)
    {
        // By length too: a question mark may stand for nothing, and then the lock would be meant.
        const int suffix = 13;
        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(path)!, FileName + ".????????.???"))
        {
            if (left.Length == path.Length + suffix)
            {
                File.Delete(left);
            }
        }
    }

    private async Task<T> ChangeAsync<T>(Func<SortedDictionary<string, SavedConnection>, T> change, CallOptions options)
    {
        var path = FilePath;
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            using var mine = await FileLock.TakeAsync(path, _time, options.CancellationToken).ConfigureAwait(false);
            var connections = Load(path);
            var result = change(connections);
            CleanUp(path);
            PrivateFile.Write(path, ConnectionsWriter.Write(connections.Values));
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ConnectionErrors.ConnectionsFileUnwritable(path, e);
        }
    }

    private TuningException NotFound(string name) => ConnectionErrors.ConnectionNotFound(name, FilePath, Load(FilePath).Keys);
}
