<#
.SYNOPSIS
Builds, tests, tries, packs or publishes GeminiTuning. For people in PowerShell; everything is done by dotnet.
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateSet('Build', 'Test', 'Quickstart', 'Pack', 'Publish')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The repository to publish to, as Register-PSResourceRepository knows it.
    [string] $Repository = 'PSGallery',

    # The key of that repository.
    [securestring] $ApiKey
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "'dotnet $args' ended with exit code $LASTEXITCODE."
    }
}

Push-Location $PSScriptRoot
try {
    $version = (Import-PowerShellDataFile ./GeminiTuning.psd1 -SkipLimitCheck).ModuleVersion
    switch ($Task) {
        'Build' { Invoke-DotNet build GeminiTuning.slnx --configuration $Configuration }
        'Test' { Invoke-DotNet test --solution GeminiTuning.slnx --configuration $Configuration }
        'Quickstart' {
            Invoke-DotNet build GeminiTuning.slnx --configuration $Configuration
            & ./docs/quickstart.ps1
        }
        'Pack' {
            # What is packed is what was laid out from nothing, so that no file of an older build slips in.
            if (Test-Path ./out/GeminiTuning) { Remove-Item ./out/GeminiTuning -Recurse }
            Invoke-DotNet build GeminiTuning.slnx --configuration $Configuration --no-incremental
            Compress-Archive -Path ./out/GeminiTuning -DestinationPath "./out/GeminiTuning-$version.zip" -Force
        }
        'Publish' {
            if ($PSCmdlet.ShouldProcess("GeminiTuning $version", "Publish to $Repository")) {
                $key = [pscredential]::new('key', $ApiKey).GetNetworkCredential().Password
                Publish-PSResource -Path ./out/GeminiTuning -Repository $Repository -ApiKey $key
            }
        }
    }
}
finally {
    Pop-Location
}
