@{
    ModuleVersion     = '1.0.0'
    GUID              = '0b6a1d70-3c43-4c3b-9e0e-6f5f7a7b8a11'
    RootModule        = 'GeminiTuning.Benchmarks.EmptyModule.dll'
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
