#!/usr/bin/env bash
# Sees to the Debian packages that Qt and Python's venv need: installs the missing ones where the user may, names them where not.
# Usage: packaging/system_libraries.sh screen|offscreen [PYTHON]
set -euo pipefail

kind=${1:?"usage: $0 screen|offscreen [PYTHON]"}
python=${2:-python3}

[ "$(uname -s)" = Linux ] || exit 0

offscreen="libglib2.0-0=libglib-2.0.so.0 libgl1=libGL.so.1 libegl1=libEGL.so.1 libxkbcommon0=libxkbcommon.so.0
    libdbus-1-3=libdbus-1.so.3 libfontconfig1=libfontconfig.so.1"
screen="libxkbcommon-x11-0=libxkbcommon-x11.so.0 libxcb-cursor0=libxcb-cursor.so.0 libxcb-icccm4=libxcb-icccm.so.4
    libxcb-keysyms1=libxcb-keysyms.so.1 libxcb-shape0=libxcb-shape.so.0"

wanted=$offscreen
[ "$kind" = screen ] && wanted="$offscreen $screen"

libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
missing=()
for pair in $wanted; do
    grep -qF "${pair#*=} " <<<"$libraries" || missing+=("${pair%%=*}")
done
"$python" -c "import ensurepip, venv" 2>/dev/null || missing+=(python3-venv)
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Missing system libraries, by their Debian names: ${missing[*]}. Install them with this system's package manager." >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    echo "Missing system libraries, and no right to install them. Ask an administrator to run:" >&2
    echo "    apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing missing system libraries: ${missing[*]}"
install=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}")
"${install[@]}" || { "${as_root[@]}" apt-get update && "${install[@]}"; }
