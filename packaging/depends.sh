#!/usr/bin/env bash
# The Debian packages whose libraries a built program needs and does not hold, as a line for `Depends:`.
# Usage: packaging/depends.sh FOLDER
set -euo pipefail
program=$(realpath "$1")

find "$program" -type f \( -name '*.so*' -o -name faceforge \) -print0 |
    xargs -0 env LD_LIBRARY_PATH="$program/_internal" ldd 2>/dev/null |
    awk '/=> \// {print $3} /^\t\/lib/ {print $1}' | sort -u | grep -v "^$program" |
    while read -r library; do
        real=$(realpath "$library")
        dpkg -S "$real" 2>/dev/null || dpkg -S "${real#/usr}" 2>/dev/null || echo "nobody owns $library" >&2
    done |
    sed 's/[:,].*//' | sort -u |
    while read -r package; do
        [ "$package" = libc6 ] && package="libc6 (>= $(dpkg-query -W -f '${Version}' libc6 | sed 's/-.*//'))"
        printf '%s\n' "$package"
    done | paste -sd, | sed 's/,/, /g'
