# Build the Windows installer into build\package. In the folder of the repository:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Python .venv\Scripts\python.exe]
# with the Python that Aliascope and its requirements are installed in, and Inno Setup 6.
param([string]$Python = ".venv\Scripts\python.exe")
$ErrorActionPreference = "Stop"

$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$root = (Resolve-Path "$here\..\..").Path
Set-Location $root
$out = Join-Path $root "build\package"

function Invoke-Step([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with exit code $LASTEXITCODE." }
}

$iscc = Get-Command iscc -ErrorAction SilentlyContinue
$usual = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe"
if ($iscc) { $compiler = $iscc.Source } elseif (Test-Path $usual) { $compiler = $usual }
else { throw "Inno Setup 6 was not found; install it, or put iscc on the PATH." }

Invoke-Step $Python @("packaging\freeze.py", $out)
$bundle = Join-Path $out "dist\aliascope"

# The smoke test is a POSIX script; Git for Windows brings the shell for it.
$shell = Join-Path $env:ProgramFiles "Git\bin\sh.exe"
if (Test-Path $shell) { Invoke-Step $shell @("packaging/smoke_test.sh", "build/package/dist/aliascope/aliascope.exe") }
else { Write-Warning "Git for Windows was not found: the smoke test was NOT run." }

$version = & $Python -c "import sys; sys.path.insert(0, 'packaging'); import contents; print(contents.version())"
$icon = Join-Path $out "work\aliascope\made\icons\aliascope.ico"
Invoke-Step $compiler @("/Q", "/DVersion=$version", "/DBundle=$bundle", "/DIcon=$icon", "/DOutput=$out", "$here\aliascope.iss")
Get-ChildItem "$out\*.exe" | Format-Table Name, Length
