using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Training data in and out of files, without a connection.</summary>
public sealed class TrainingDataFileTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public TrainingDataFileTests()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "text_input,output\n1,2\n3,4\n");
        File.WriteAllText(Path.Combine(_folder, "b.jsonl"), "{\"prompt\":\"5\",\"completion\":\"6\"}\nbroken\n");
        File.WriteAllText(Path.Combine(_folder, "c[1].yaml"), "question: 7\nanswer: 8\n");
        _session.Runspace.SessionStateProxy.SetVariable("folder", _folder);
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Import-GeminiTrainingData $folder/a.csv", "1,3")]
    [InlineData("Import-GeminiTrainingData $folder/*.csv, $folder/a.csv", "1,3,1,3")]
    [InlineData("\"$folder/a.csv\", \"$folder/a.csv\" | Import-GeminiTrainingData", "1,3,1,3")]
    [InlineData("[pscustomobject]@{ FullName = \"$folder/a.csv\" } | Import-GeminiTrainingData", "1,3")]
    [InlineData("[pscustomobject]@{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$folder/a.csv\" } | Import-GeminiTrainingData", "1,3")]
    [InlineData("[IO.FileInfo]::new(\"$folder/a.csv\") | Import-GeminiTrainingData", "1,3")]
    [InlineData("Import-GeminiTrainingData -LiteralPath \"$folder/c[1].yaml\" -InputProperty question -OutputProperty answer", "7")]
    [InlineData("Import-GeminiTrainingData \"$folder/c[1].yaml\" -InputProperty question -OutputProperty answer", "7")]
    public void Files_are_found_by_whatever_names_them(string command, string inputs) =>
        Assert.Equal(inputs, string.Join(',', _session.Run(command).Select(TextInput)));

    [Fact]
    public void The_fault_of_one_file_is_reported_and_the_rest_goes_on()
    {
        RunResult result = _session.TryRun("Import-GeminiTrainingData $folder/no.csv, $folder, $folder/no*.csv, env:PATH, gs://b/o.jsonl, $folder/b.jsonl, $folder/a.csv");

        Assert.Equal(["5", "1", "3"], result.Output.Select(TextInput));
        Assert.Equal(
            ["TrainingFileNotFound", "TrainingFileUnreadable", "TrainingFileNotFound", "TrainingPathNotFile", "CloudDataNotReadable", "TrainingFileFormat"],
            result.ErrorIds);
        Assert.StartsWith("b.jsonl, line 2: it is not JSON", result.Errors[^1].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_there_are()
    {
        ErrorRecord error = _session.Fail("Import-GeminiTrainingData $folder/a.csv -InputProperty question");
        Assert.Contains("no 'question'; there is 'text_input', 'output'", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_come_out_as_they_are_read() =>
        Assert.Equal("5", TextInput(Assert.Single(_session.Run("Import-GeminiTrainingData $folder/b.jsonl | Select-First"))));

    [Theory]
    [InlineData("rows.csv")]
    [InlineData("rows.tsv.gz")]
    [InlineData("rows.json")]
    [InlineData("rows.jsonl.gz")]
    [InlineData("rows.yaml")]
    public void What_is_exported_can_be_imported(string name)
    {
        _session.Run($"Import-GeminiTrainingData $folder/a.csv | Export-GeminiTrainingData $folder/{name}");
        Assert.Equal(["1=2", "3=4"], _session.Run($"Import-GeminiTrainingData $folder/{name} | ForEach-Object {{ \"$($_.TextInput)=$($_.Output)\" }}").Select(static row => row.BaseObject));
    }

    [Fact]
    public void A_file_can_be_changed_in_place_and_is_emitted_when_asked_for()
    {
        PSObject file = Assert.Single(_session.Run("Import-GeminiTrainingData $folder/a.csv | Export-GeminiTrainingData $folder/a.csv -For GeminiApi -PassThru"));

        Assert.Equal(Path.Combine(_folder, "a.csv"), Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.Equal("text_input,output\r\n1,2\r\n3,4\r\n", File.ReadAllText(Path.Combine(_folder, "a.csv")));
    }

    [Fact]
    public void Rows_need_not_come_from_a_file()
    {
        _session.Run("@{ q = 1; a = 2 }, [pscustomobject]@{ q = 'x'; a = 'y' } | Export-GeminiTrainingData $folder/rows.txt -Format Jsonl -For GeminiApi -InputProperty q -OutputProperty a");
        Assert.Equal("{\"text_input\":\"1\",\"output\":\"2\"}\n{\"text_input\":\"x\",\"output\":\"y\"}\n", File.ReadAllText(Path.Combine(_folder, "rows.txt")));
    }

    [Theory]
    [InlineData("@{ input = 1; output = 2; rejected = 3 } | Export-GeminiTrainingData $folder/a.csv -For GeminiApi", "TrainingRowNotExportable")]
    [InlineData("@{ input = 1; output = 2 }, @{ output = 2 } | Export-GeminiTrainingData $folder/a.csv", "TrainingRowInvalid")]
    [InlineData("@{ input = 1; output = 2 } | Export-GeminiTrainingData $folder/a.csv -NoClobber", "TrainingFileExists")]
    [InlineData("@() | Export-GeminiTrainingData $folder/a.csv", "TrainingExportEmpty")]
    [InlineData("@{ input = 1; output = 2 } | Export-GeminiTrainingData $folder/no/a.csv", "TrainingFileUnwritable")]
    [InlineData("@{ input = 1; output = 2 } | Export-GeminiTrainingData $folder/a.doc", "TrainingFileFormat")]
    [InlineData("@{ input = 1; output = 2 } | Export-GeminiTrainingData env:x.csv", "TrainingPathNotFile")]
    [InlineData("1..3 | ForEach-Object { if ($_ -eq 3) { throw 'mine' }; @{ input = $_; output = 2 } } | Export-GeminiTrainingData $folder/a.csv", "mine")]
    public void A_fault_leaves_the_file_as_it_was(string command, string id)
    {
        Assert.Equal([id], _session.TryRun(command).ErrorIds);
        Assert.Equal("text_input,output\n1,2\n3,4\n", File.ReadAllText(Path.Combine(_folder, "a.csv")));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_names_the_file()
    {
        _session.Run("@{ input = 1; output = 2 } | Export-GeminiTrainingData $folder/new.csv -WhatIf");

        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
        Assert.Contains(Path.Combine(_folder, "new.csv"), _session.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_leaves_the_file_as_it_was()
    {
        using var written = new ManualResetEventSlim();
        _session.Runspace.SessionStateProxy.SetVariable("written", written);
        using PowerShell shell = _session.NewShell(
            "& { $n = 0; while ($true) { $n++; @{ input = $n; output = 2 }; if ($n -eq 100) { $written.Set() } } } | Export-GeminiTrainingData $folder/a.csv");
        IAsyncResult running = shell.BeginInvoke();
        written.Wait(TestContext.Current.CancellationToken);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal("text_input,output\n1,2\n3,4\n", await File.ReadAllTextAsync(Path.Combine(_folder, "a.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void Tuning_takes_the_same_files()
    {
        using (FileStream target = File.Create(Path.Combine(_folder, "rows.jsonl.gz")))
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        using (var text = new StreamWriter(gzip))
        {
            text.WriteLine("{\"messages\":[{\"role\":\"user\",\"content\":\"1\"},{\"role\":\"assistant\",\"content\":\"2\"}]}");
        }

        File.WriteAllText(Path.Combine(_folder, "rows.yml"), "- text_input: 3\n  output: 4\n");
        using ModuleSession session = new ModuleSession().WithEmulator();
        session.Run($"New-GeminiTunedModel models/gemini-1.0-pro-001 -TrainingDataPath {_folder}/rows.* -Id inc-1 -Wait");
        Assert.Single(session.Run("Get-GeminiTunedModel inc-1"));
    }

    private static object TextInput(PSObject row) => row.Properties["TextInput"].Value;
}
