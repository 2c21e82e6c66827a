#!/usr/bin/env bash
# Installs the Debian package in a bare Debian 12 (debootstrap; no Python, no Qt), tries it there on a screen, removes it, and looks for what
# is left behind. Needs root, the network, debootstrap, Xvfb, openbox and xdotool.
# Usage: packaging/bare_root.sh [DEB]
set -euo pipefail
cd "$(dirname "$0")/.."

deb=${1:-$(ls -t dist/faceforge_*.deb | head -1)}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
root=$(mktemp -d /tmp/faceforge-bare-XXXXXX)
end() {
    umount "$root/proc" "$root/dev/shm" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap end EXIT

debootstrap --variant=minbase bookworm "$root" "$mirror" >/dev/null
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" && mount -t tmpfs shm "$root/dev/shm"
cp /etc/resolv.conf "$root/etc/"
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
echo "force-unsafe-io" > "$root/etc/dpkg/dpkg.cfg.d/quick"
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"; }
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/cache -o -path ./var/lib/apt \
    -o -path ./var/lib/dpkg -o -path ./var/log \) -prune -o -print | sort); }

for absent in python3 qmake6; do
    inside sh -c "command -v $absent" && { echo "$absent is in the bare root already." >&2; exit 1; }
done
inside apt-get update -qq
before=$(files)
packages=$(inside dpkg-query -W -f '${Package}\n' | sort)

cp "$deb" "$root/tmp/faceforge.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/faceforge.deb >/dev/null
rm "$root/tmp/faceforge.deb"
echo "installed with $(comm -13 <(echo "$packages") <(inside dpkg-query -W -f '${Package}\n' | sort) | wc -l) packages, itself among them"

python3 packaging/smoke.py faceforge --root "$root"

# Nothing is left but what the system keeps of other packages.
inside apt-get purge -y -qq faceforge >/dev/null
inside apt-get autoremove --purge -y -qq >/dev/null
left=$(comm -13 <(echo "$before") <(files))
ours=$(grep -i faceforge <<<"$left" || true)
[ -z "$ours" ] || { echo "left behind: $ours" >&2; exit 1; }
echo "removed; of the packages that came with it, this stays: $(tr '\n' ' ' <<<"$left")"
