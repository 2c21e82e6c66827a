#!/usr/bin/env bash
# NOT YET TRIED: written beside the Linux scripts, on a machine without macOS.
# FaceForge.app as a zip archive, in dist/. It is signed for this machine alone ("ad hoc"); to pass it on, sign and notarise it.
# Usage: packaging/macos.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/.."

bash packaging/build.sh "${1:-python3.11}"
work=build/package
app=$work/program/FaceForge.app
version=$($work/venv/bin/python -c "from importlib.metadata import version; print(version('faceforge'))")
cp $work/program/faceforge/{LICENSE,NOTICE,THIRD-PARTY-NOTICES.txt,faceforge.cdx.json} $app/Contents/Resources/
codesign --force --deep --sign - $app
$app/Contents/MacOS/faceforge example --out $work/example

mkdir -p dist
archive=faceforge-$version-macos-$(uname -m).zip
ditto -c -k --keepParent $app "dist/$archive"
(cd dist && shasum -a 256 "$archive" > "$archive.sha256")
