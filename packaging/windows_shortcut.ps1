# NOT YET TRIED. Makes a shortcut to faceforge.exe, which lies beside this script, in the user's start menu.
$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut(
    (Join-Path ([Environment]::GetFolderPath("Programs")) "FaceForge.lnk"))
$shortcut.TargetPath = Join-Path $PSScriptRoot "faceforge.exe"
$shortcut.WorkingDirectory = [Environment]::GetFolderPath("MyPictures")
$shortcut.Save()
