using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.State;

/// <summary>
/// The file that keeps the state between runs: JSON by the schema <c>state.proto</c>. It is replaced in one step, so a
/// crash leaves the old state or the new one. Changes that come while the file is written go into the next write together.
/// </summary>
internal sealed class StateFile(string path)
{
    private readonly object _queueGate = new();
    private readonly object _writeGate = new();
    private readonly StateMessages _messages = new();
    private TaskCompletionSource<bool>? _waiting;
    private bool _writing;
    private bool _closed;

    /// <summary>Reads the file; <see langword="null"/> where there is none yet.</summary>
    /// <exception cref="TuningException">It cannot be read, or is not a state of this emulator.</exception>
    public StoredState? Load()
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllText(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TuningException(
                "EmulatorStateNotReadable",
                TuningErrorKind.ReadError,
                $"The emulator's state file '{path}' cannot be read: {exception.Message} Choose another file, or make this one readable.",
                exception)
            {
                Target = path,
            };
        }
        catch (Exception exception) when (exception is FormatException or JsonSyntaxException or ArgumentException or InvalidOperationException)
        {
            throw new TuningException(
                "EmulatorStateInvalid",
                TuningErrorKind.InvalidData,
                $"'{path}' is not a state file of this emulator, or it is damaged: {exception.Message} The file was left as it is. Move it away or delete it to start without state, or choose another file.",
                exception)
            {
                Target = path,
            };
        }
    }

    /// <summary>Writes the state soon.</summary>
    /// <param name="capture">Takes a picture of the state at the moment of writing.</param>
    public Task SaveAsync(Func<StoredState> capture)
    {
        lock (_queueGate)
        {
            _waiting ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var task = _waiting.Task;
            if (!_writing)
            {
                _writing = true;
                _ = Task.Run(() => WriteQueue(capture));
            }

            return task;
        }
    }

    /// <summary>Writes the state now.</summary>
    public void Save(Func<StoredState> capture)
    {
        lock (_writeGate)
        {
            if (!_closed)
            {
                Write(capture());
            }
        }
    }

    /// <summary>Writes the state now, and never again.</summary>
    public void Close(Func<StoredState> capture)
    {
        lock (_writeGate)
        {
            Save(capture);
            _closed = true;
        }
    }

    private void WriteQueue(Func<StoredState> capture)
    {
        while (true)
        {
            TaskCompletionSource<bool> waiting;
            lock (_queueGate)
            {
                if (_waiting is null)
                {
                    _writing = false;
                    return;
                }

                waiting = _waiting;
                _waiting = null;
            }

            try
            {
                Save(capture);
                waiting.SetResult(true);
            }
            catch (Exception exception)
            {
                // Those who wait for this write get to see it.
                waiting.SetException(exception);
            }
        }
    }

    private StoredState Parse(string text)
    {
        var reader = new MessageReader();
        var message = reader.Read(JsonParser.Parse(text), _messages.StateType, "");
        return reader.Violations.Count == 0
            ? StateMessages.FromMessage(message)
            : throw new FormatException(reader.Violations[0].Description + ".");
    }

    private void Write(StoredState state)
    {
        var text = JsonOutput.Write(new MessageWriter(enumsAsNumbers: false).Write(_messages.ToMessage(state)), pretty: true);
        var temporary = path + ".new";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory);
            }

            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(path))
            {
                File.Replace(temporary, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(temporary, path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TuningException(
                "EmulatorStateNotWritable",
                TuningErrorKind.InvalidOperation,
                $"The emulator's state cannot be written to '{path}': {exception.Message} Choose a file in a directory that you may write to.",
                exception)
            {
                Target = path,
            };
        }
    }
}
