using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that talks to a service.</summary>
public abstract class ConnectedCmdlet : AsyncPSCmdlet
{
    /// <summary>The connection to use instead of the runspace's own, as <c>Connect-GeminiTuning -PassThru</c> emits it.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningContext? Context { get; set; }

    private protected TuningContext Connection { get; private set; } = null!;

    private protected ITuningBackend Service => Connection.Client;

    private protected CallOptions Options { get; private set; } = null!;

    /// <inheritdoc/>
    protected override Task BeginProcessingAsync()
    {
        Connection = Context ?? RunspaceSession.Current.Context ?? throw CmdletErrors.NotConnected();
        if (Connection.IsClosed)
        {
            throw CmdletErrors.ContextClosed(Connection);
        }

        Options = CreateCallOptions();
        return Task.CompletedTask;
    }

    /// <summary>Does something for one item; its failure is reported and the rest goes on.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>A task.</returns>
    private protected async Task PerItemAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (TuningException error) when (!error.ConcernsEveryItem())
        {
            WriteError(error);
        }
    }

    /// <summary>Emits the items of a listing that a test lets through, as each page arrives.</summary>
    private protected Task WriteListAsync<T>(Func<string?, Task<Page<T>>> getPage, Func<T, bool> matches) =>
        ForEachAsync(getPage, item =>
        {
            if (matches(item))
            {
                WriteObject(item);
            }

            return Task.CompletedTask;
        });

    /// <summary>Does something for each tuned model that a name or pattern stands for.</summary>
    private protected Task ForEachModelAsync(string name, Func<string, Task> action) =>
        NamePattern.TryParse(name, out NamePattern? pattern)
            ? ForEachAsync(
                token => Service.ListTunedModelsAsync(new TunedModelQuery(), token, Options),
                model => pattern.IsMatch(model) ? action(model.Name) : Task.CompletedTask)
            : action(name);

    private static async Task ForEachAsync<T>(Func<string?, Task<Page<T>>> getPage, Func<T, Task> action)
    {
        string? token = null;
        do
        {
            Page<T> page = await getPage(token);
            foreach (T item in page.Items)
            {
                await action(item);
            }

            token = page.NextPageToken;
        }
        while (token is not null);
    }
}
