using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>The user at the host of a cmdlet.</summary>
internal sealed class HostSignIn : ISignInInteraction
{
    private const string Question = "Address";
    private readonly AsyncPSCmdlet _cmdlet;

    public HostSignIn(AsyncPSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        IsAvailable = HostConsole.CanAsk(cmdlet.Host);
    }

    public bool IsAvailable { get; }

    public void OpenBrowser(Uri address) => Browser.Open(address);

    public Task<string> AskAsync(Uri address, string? problem, CancellationToken cancellationToken) => _cmdlet.OnPipelineAsync(() =>
    {
        string text = problem is null
            ? $"Open this address in a browser on any computer, and sign in:\n\n{address.AbsoluteUri}\n\n"
                + "In the end the browser shows an error for an address that begins with http://127.0.0.1; copy that address and paste it here."
            : $"{problem} Paste the whole address that the browser ends at.";
        _cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
        try
        {
            Dictionary<string, PSObject>? answers = _cmdlet.Host.UI.Prompt(string.Empty, string.Empty, new Collection<FieldDescription> { new(Question) });
            return answers is not null && answers.TryGetValue(Question, out PSObject? answer) ? answer?.BaseObject as string ?? string.Empty : string.Empty;
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            throw CmdletErrors.PromptUnavailable(e);
        }
    });

    public Task<bool> ConfirmAsync(string target, string action, CancellationToken cancellationToken) =>
        _cmdlet.OnPipelineAsync(() => _cmdlet.ShouldProcess(target, action));
}
