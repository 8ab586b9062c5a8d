@{
    ModuleVersion          = '0.1.0'
    GUID                   = '5e0b0d6c-6d0c-4c8e-9c0a-2f6f3d1a7b41'
    Author                 = 'The GeminiTuning contributors'
    CompanyName            = 'The GeminiTuning contributors'
    Copyright              = '(c) The GeminiTuning contributors. MIT license.'
    Description            = 'Tune Google Gemini models from the PowerShell pipeline: create, wait, watch the loss, try, change and delete tuned models, on Google or on an embedded emulator.'

    # The dll itself is the root module: import runs no script.
    RootModule             = if ($PSEdition -eq 'Core') { 'core/GeminiTuning.dll' } else { 'desktop/GeminiTuning.dll' }
    CompatiblePSEditions   = 'Desktop', 'Core'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = 'GeminiTuning.Format.ps1xml'

    CmdletsToExport        = @(
        'Add-GeminiTunedModelPermission'
        'Compare-GeminiTuning'
        'Connect-GeminiTuning'
        'Disconnect-GeminiTuning'
        'Export-GeminiTrainingData'
        'Export-GeminiTuningSpec'
        'Get-GcloudConfiguration'
        'Get-GeminiModel'
        'Get-GeminiTunedModel'
        'Get-GeminiTunedModelPermission'
        'Get-GeminiTuningContext'
        'Get-GeminiTuningJob'
        'Get-GeminiTuningLoss'
        'Import-GeminiTrainingData'
        'Invoke-GeminiTunedModel'
        'Measure-GeminiTrainingData'
        'Move-GeminiTunedModelOwner'
        'New-GeminiTunedModel'
        'Remove-GeminiTunedModel'
        'Remove-GeminiTunedModelPermission'
        'Remove-GeminiTuningContext'
        'Select-GeminiTuningContext'
        'Set-GeminiTunedModel'
        'Set-GeminiTunedModelPermission'
        'Split-GeminiTrainingData'
        'Start-GeminiTuningEmulator'
        'Stop-GeminiTuning'
        'Stop-GeminiTuningEmulator'
        'Test-GeminiTrainingData'
        'Test-GeminiTuningConnection'
        'Wait-GeminiTuning'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = 'Gemini', 'VertexAI', 'Google', 'Tuning', 'FineTuning', 'LLM', 'AI', 'MachineLearning',
                           'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
