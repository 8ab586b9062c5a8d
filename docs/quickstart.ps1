<#
.SYNOPSIS
Tunes a Gemini model to count, from the first command to the last: connect, tune, wait, look, try, change, delete.
.DESCRIPTION
Runs on the embedded emulator, which needs no account, or with -Online on Google with the credentials that
Connect-GeminiTuning finds. Everything it makes is called quickstart-* and is deleted again.
.EXAMPLE
./docs/quickstart.ps1
.EXAMPLE
./docs/quickstart.ps1 -Backend VertexAI
.EXAMPLE
./docs/quickstart.ps1 -Backend VertexAI -Online -StagingUri gs://my-bucket/tuning
#>
param(
    [ValidateSet('GeminiApi', 'VertexAI')]
    [string] $Backend = 'GeminiApi',

    [switch] $Online,

    # Where training data is uploaded to; with -Backend VertexAI -Online only.
    [string] $StagingUri
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'

if (-not (Get-Module -Name GeminiTuning)) {
    Import-Module -Name "$PSScriptRoot/../out/GeminiTuning/GeminiTuning.psd1"
}

# Shows each step as it would be typed, then runs it. Dot-sourced, so that what a step sets is there for the next.
function Step {
    param([string] $Title, [scriptblock] $Command)
    "`n# $Title"
    'PS> ' + $Command.ToString().Trim()
    . $Command | Out-Default
}

$data = "$PSScriptRoot/increment.csv"

if ($Online) {
    $where = if ($StagingUri) { @{ Backend = $Backend; StagingUri = $StagingUri } } else { @{ Backend = $Backend } }
    . Step 'Connect to Google' { Connect-GeminiTuning @where -PassThru }
}
else {
    . Step 'Connect to the emulator: no account, nothing leaves this machine' {
        Connect-GeminiTuning -Backend $Backend -Emulator -PassThru
    }
}

. Step 'Which models can be tuned?' { Get-GeminiModel -Tunable }
$base = @(Get-GeminiModel -Tunable | Where-Object Name -Match 'gemini-(1.0-pro|2.5-flash)')[0]

# Vertex AI chooses the id, the batch size and the learning rate itself.
$settings = if ($Backend -eq 'VertexAI') { @{ EpochCount = 20 } }
            else { @{ Id = 'quickstart-increment'; EpochCount = 10; BatchSize = 2; LearningRate = 0.001 } }

. Step 'Tune one on 15 examples of counting up' {
    $job = New-GeminiTunedModel $base -TrainingDataPath $data -DisplayName quickstart-increment @settings
    $job
}

. Step 'Wait for it' {
    $model = $job | Wait-GeminiTuning
    $model
}

. Step 'How did the loss fall?' { Get-GeminiTuningLoss $model | Where-Object { $_.Step % 15 -eq 0 } }

. Step 'The mean loss of each epoch, drawn' {
    Get-GeminiTuningLoss $model | ForEach-Object -Begin { $epochs = @{} } -Process { $epochs[$_.Epoch] += , $_.MeanLoss }
    foreach ($epoch in 0..($epochs.Count - 1)) {
        $sum = 0
        $epochs[$epoch] | ForEach-Object { $sum += $_ }
        $mean = $sum / $epochs[$epoch].Count
        'epoch {0,2}  {1,7:0.0000}  {2}' -f $epoch, $mean, ('#' * [Math]::Ceiling(20 * $mean))
    }
}

$expected = @{ '55' = '56'; '123455' = '123456'; 'four' = 'five'; 'quatre' = 'cinq'; 'III' = 'IV'; '七' = '八' }
. Step 'Try it on what it has not seen' {
    '55', '123455', 'four', 'quatre', 'III', '七' | Invoke-GeminiTunedModel -Model $model -Temperature 0 |
        ForEach-Object { [pscustomobject] @{ Prompt = $_.Prompt; Answer = $_.Text; Expected = $expected[$_.Prompt] } }
}

. Step 'Describe it, and read the description back' {
    Set-GeminiTunedModel $model -Description 'Counts up by one.'
    (Get-GeminiTunedModel $model).Description
}

. Step 'Delete it' { Remove-GeminiTunedModel $model }
. Step 'It is gone' { Get-GeminiTunedModel $model -ErrorAction Continue }

. Step 'Make three more' {
    1..3 | ForEach-Object { New-GeminiTunedModel $base -TrainingDataPath $data -DisplayName "quickstart-$_" -EpochCount 1 } |
        Wait-GeminiTuning
}
. Step 'See what one pipeline would delete' {
    Get-GeminiTunedModel | Where-Object DisplayName -Like quickstart-* | Remove-GeminiTunedModel -WhatIf
}
. Step 'Delete them' { Get-GeminiTunedModel | Where-Object DisplayName -Like quickstart-* | Remove-GeminiTunedModel }
. Step 'Nothing is left' { @(Get-GeminiTunedModel | Where-Object DisplayName -Like quickstart-*).Count }

Disconnect-GeminiTuning
