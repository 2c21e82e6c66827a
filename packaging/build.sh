#!/usr/bin/env bash
# The built program as a folder, build/package/program/faceforge, from a clean environment without developers' packages; with it the notices
# and the bill of materials. Linux and macOS; packaging/windows.ps1 takes the same steps.
# Usage: packaging/build.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/.."

python=${1:-python3.11}
work=build/package
bin=$work/venv/bin

"$python" -m venv --clear $work/venv
$bin/python -m pip install --quiet . pyinstaller
cuda=$($bin/python -c "import torch; print(torch.version.cuda or '')")
if [ -n "$cuda" ]; then
    echo "pip took torch with CUDA ($cuda), which makes the package gigabytes large. Let pip find the CPU build:" >&2
    echo "    PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make package" >&2
    exit 1
fi

$bin/python packaging/icons.py build/icons
rm -rf $work/program
$bin/python -m PyInstaller --noconfirm --log-level WARN --workpath $work/pyinstaller --distpath $work/program packaging/faceforge.spec
program=$work/program/faceforge
$bin/python packaging/contents.py $work/pyinstaller/faceforge $work/program/faceforge
cp LICENSE NOTICE $program/

# Nothing of the training, of developers' packages or of dlib's 68-point model may be inside.
unwanted=$(find $program -iname '*shape_predictor*' -o -iname '*.ckpt' -o -iname '*.tfrecord'
    grep -oE "^ *\('(training|tests|pytest|lightning|mypy|face_recognition_models)['.]" $work/pyinstaller/faceforge/PYZ-00.toc || true)
[ -z "$unwanted" ] || { echo "Inside the program, and must not be: $unwanted" >&2; exit 1; }
du -sh $program
