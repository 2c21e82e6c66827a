# NOT YET TRIED: written beside the Linux scripts, on a machine without Windows.
# A folder with faceforge.exe as a zip archive, in dist\, and a script in it that makes a shortcut in the start menu.
# Usage: powershell -File packaging\windows.ps1 [PYTHON]
param([string]$python = "python")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
function Run { & $args[0] $args[1..($args.Length)]; if ($LASTEXITCODE) { throw "$args ended with $LASTEXITCODE" } }

$work = "build\package"
$bin = "$work\venv\Scripts\python.exe"
Run $python -m venv --clear "$work\venv"
Run $bin -m pip install --quiet . pyinstaller    # PyPI's torch for Windows is the CPU build
Run $bin packaging\icons.py build\icons
Run $bin -m PyInstaller --noconfirm --log-level WARN --workpath "$work\pyinstaller" --distpath "$work\program" packaging\faceforge.spec
$program = "$work\program\faceforge"
Run $bin packaging\contents.py "$work\pyinstaller\faceforge" $program
Copy-Item LICENSE, NOTICE $program
Copy-Item packaging\windows_shortcut.ps1 "$program\Add to start menu.ps1"
Run "$program\faceforge.exe" example --out "$work\example"

$version = & $bin -c "from importlib.metadata import version; print(version('faceforge'))"
$archive = "dist\faceforge-$version-windows-x86_64.zip"
New-Item -ItemType Directory -Force dist | Out-Null
Compress-Archive -Force -Path $program -DestinationPath $archive
"$((Get-FileHash $archive -Algorithm SHA256).Hash.ToLower())  $(Split-Path $archive -Leaf)" | Set-Content "$archive.sha256"
