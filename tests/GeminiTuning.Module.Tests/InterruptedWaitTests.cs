using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Processes that are killed while they wait for a job, and started again.</summary>
public sealed class InterruptedWaitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("-ApiKey k", "models/gemini-1.0-pro-001", "/v1beta/tunedModels")]
    [InlineData("-Backend VertexAI -AccessToken t -Project p -Location us-central1 -StagingUri gs://geminituning-emulator/crash", "gemini-2.5-flash", "/v1/projects/*/locations/*/tuningJobs")]
    public async Task A_wait_that_is_started_again_goes_on_with_the_same_job(string connection, string baseModel, string creation)
    {
        // The first process does not get to know that the job was made.
        string endpoint = $"{_session.Run($"$emulator = Start-GeminiTuningEmulator -TuningDuration 12 -Fault @{{ Reset = 'AfterApplying'; Method = 'POST'; Path = '{creation}'; Count = 1 }}; $emulator.Endpoint").Single()}";
        string connect = $"Connect-GeminiTuning -Endpoint {endpoint} {connection}";
        string spec = Path.Combine(_folder, "tuning.yaml");
        File.Copy(Path.Combine(ModuleSession.RepositoryRoot, "docs", "increment.csv"), Path.Combine(_folder, "rows.csv"));
        File.WriteAllText(spec, $"baseModel: {baseModel}\ntrainingData: rows.csv\nhyperparameters: {{ epochCount: 3 }}\n");
        string prepare = $"Import-Module '{ModuleSession.ModulePath}'; {connect}; ";
        string tune = $"New-GeminiTunedModel -SpecPath '{spec}' -Wait -PollInterval 0.1";

        await KillAsync(prepare + tune, "trying again in", linesLater: 0);
        await KillAsync(prepare + tune, "Waiting for", linesLater: 1);
        await KillAsync(prepare + "Get-GeminiTuningJob | Wait-GeminiTuning -PollInterval 0.1", "Waiting for", linesLater: 1);
        Assert.Equal(["Active"], await FreshProcess.RunAsync(prepare + tune + " | ForEach-Object { [Console]::Out.WriteLine($_.State) }"));

        _session.Run(connect);
        Assert.Single(_session.Run("Get-GeminiTuningJob"));
        Assert.Single(_session.Run($"$emulator.Requests | Where-Object {{ $_.Method -eq 'POST' -and $_.Route -eq '{creation}' }}"));
    }

    private static async Task KillAsync(string command, string text, int linesLater)
    {
        using Process process = FreshProcess.Start(command + " -Verbose -InformationAction Continue *>&1 | ForEach-Object { [Console]::Out.WriteLine(\"$_\") }");
        while (!(await ReadLineAsync(process)).Contains(text, StringComparison.Ordinal))
        {
        }

        for (int line = 0; line < linesLater; line++)
        {
            await ReadLineAsync(process);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadLineAsync(Process process)
    {
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        return line;
    }
}
