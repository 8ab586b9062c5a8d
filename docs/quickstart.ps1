<#
.SYNOPSIS
Tunes a Gemini model to count, from the first command to the last: connect, tune, wait, look, try, change, delete.
.DESCRIPTION
Runs on the embedded emulator, which needs no account, or with -Online on Google with the credentials that
Connect-GeminiTuning finds. Everything it makes is named quickstart-* and is deleted again.
.EXAMPLE
./docs/quickstart.ps1
.EXAMPLE
./docs/quickstart.ps1 -Online
#>
param(
    [switch] $Online
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'

if (-not (Get-Module -Name GeminiTuning)) {
    Import-Module -Name "$PSScriptRoot/../out/GeminiTuning/GeminiTuning.psd1"
}

# Shows each step as it would be typed, then runs it.
function Step {
    param([string] $Title, [scriptblock] $Command)
    "`n# $Title"
    'PS> ' + $Command.ToString().Trim()
    . $Command | Out-Default
}

$data = "$PSScriptRoot/increment.csv"
$id = 'quickstart-increment'

if ($Online) {
    Step 'Connect to Google' { Connect-GeminiTuning -Backend GeminiApi -PassThru }
}
else {
    Step 'Connect to the emulator: no account, nothing leaves this machine' { Connect-GeminiTuning -Emulator -PassThru }
}

Step 'Which models can be tuned?' { Get-GeminiModel -Tunable }
$base = (Get-GeminiModel -Tunable | Where-Object Name -Like 'models/gemini-*')[0]

Step 'Tune one on 15 examples of counting up' {
    New-GeminiTunedModel $base -TrainingDataPath $data -Id $id -EpochCount 10 -BatchSize 2 -LearningRate 0.001
}

Step 'Wait for it' { Wait-GeminiTuning $id }

Step 'How did the loss fall?' { Get-GeminiTuningLoss $id | Where-Object { $_.Step % 15 -eq 0 } }

Step 'The mean loss of each epoch, drawn' {
    $loss = @(Get-GeminiTuningLoss $id)
    foreach ($epoch in 0..9) {
        $sum = 0
        $points = @($loss | Where-Object Epoch -EQ $epoch)
        $points | ForEach-Object { $sum += $_.MeanLoss }
        'epoch {0}  {1,7:0.0000}  {2}' -f $epoch, ($sum / $points.Count), ('#' * [Math]::Ceiling(20 * $sum / $points.Count))
    }
}

$expected = @{ '55' = '56'; '123455' = '123456'; 'four' = 'five'; 'quatre' = 'cinq'; 'III' = 'IV'; '七' = '八' }
Step 'Try it on what it has not seen' {
    '55', '123455', 'four', 'quatre', 'III', '七' | Invoke-GeminiTunedModel -Model $id -Temperature 0 |
        ForEach-Object { [pscustomobject] @{ Prompt = $_.Prompt; Answer = $_.Text; Expected = $expected[$_.Prompt] } }
}

Step 'Describe it, and read the description back' {
    Set-GeminiTunedModel $id -Description 'Counts up by one.'
    (Get-GeminiTunedModel $id).Description
}

Step 'Delete it' { Remove-GeminiTunedModel $id }
Step 'It is gone' { Get-GeminiTunedModel $id -ErrorAction Continue }

Step 'Make three more' {
    1..3 | ForEach-Object { New-GeminiTunedModel $base -TrainingDataPath $data -Id "quickstart-$_" -EpochCount 1 } |
        Wait-GeminiTuning
}
Step 'See what one pipeline would delete' { Get-GeminiTunedModel quickstart-* | Remove-GeminiTunedModel -WhatIf }
Step 'Delete them' { Get-GeminiTunedModel quickstart-* | Remove-GeminiTunedModel }
Step 'Nothing is left' { @(Get-GeminiTunedModel quickstart-*).Count }

Disconnect-GeminiTuning
