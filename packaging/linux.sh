#!/usr/bin/env bash
# The Debian package and the portable archive, in dist/, from the built program.
# Usage: [ZSTD_LEVEL=19] [FACEFORGE_SITE=https://...] packaging/linux.sh
# Without a site there are no screenshots in the metainfo, since it may name them by https alone.
set -euo pipefail
cd "$(dirname "$0")/.."

work=build/package
program=$work/program/faceforge
bin=$work/venv/bin
here=packaging/linux
version=$($bin/python -c "from importlib.metadata import version; print(version('faceforge'))")
machine=$(dpkg --print-architecture)
date=$(git log -1 --format=%cs 2>/dev/null || date +%F)
level=${ZSTD_LEVEL:-19}
screenshots=${FACEFORGE_SITE:+<screenshots><screenshot type="default"><image>$FACEFORGE_SITE/compose.jpg</image></screenshot>}
screenshots+=${FACEFORGE_SITE:+<screenshot><image>$FACEFORGE_SITE/repair.jpg</image></screenshot></screenshots>}
mkdir -p dist

# --- the tree of the package
tree=$work/deb
rm -rf $tree
share=$tree/usr/share
mkdir -p $tree/DEBIAN $tree/usr/bin $tree/usr/lib $share/{applications,metainfo,mime/packages,thumbnailers,man/man1,doc/faceforge}
cp -al $program $tree/usr/lib/faceforge
ln -s ../lib/faceforge/faceforge $tree/usr/bin/faceforge
mv $tree/usr/lib/faceforge/{LICENSE,NOTICE,THIRD-PARTY-NOTICES.txt,faceforge.cdx.json} $share/doc/faceforge/
mv $share/doc/faceforge/LICENSE $share/doc/faceforge/copyright
gzip -9nc CHANGELOG.md > $share/doc/faceforge/changelog.gz
gzip -9nf $share/doc/faceforge/THIRD-PARTY-NOTICES.txt
cp $here/faceforge.desktop $share/applications/
cp $here/faceforge.mime.xml $share/mime/packages/faceforge.xml
cp $here/faceforge.thumbnailer $share/thumbnailers/
sed "s|@VERSION@|$version|; s|@DATE@|$date|; s|@SCREENSHOTS@|$screenshots|" $here/faceforge.metainfo.xml > $share/metainfo/org.faceforge.FaceForge.metainfo.xml
$bin/python packaging/icons.py $share/icons/hicolor hicolor
$bin/python packaging/man_pages.py $share/man/man1
gzip -9n $share/man/man1/*.1
chmod -R u=rwX,go=rX $tree

size=$(du -sk --apparent-size $tree | cut -f1)
cat > $tree/DEBIAN/control <<END
Package: faceforge
Version: $version
Architecture: $machine
Maintainer: FaceForge <faceforge@localhost>
Section: graphics
Priority: optional
Installed-Size: $size
Depends: $(bash packaging/depends.sh $program), fontconfig-config, libx11-data, xkb-data
Recommends: shared-mime-info, desktop-file-utils, xdg-utils
Description: compose, complete and photograph faces that do not exist
 Parts of different people are dragged onto an average face, and a neural
 network paints one whole face from them. It also fills what is hidden in a
 photo of a face, and leaves every other pixel as it was. It runs without a
 graphics card and sends nothing anywhere.
END
(cd $tree && find usr -type f -print0 | sort -z | xargs -0 md5sum) > $tree/DEBIAN/md5sums

for check in "desktop-file-validate $share/applications/faceforge.desktop" \
    "appstreamcli validate --no-net $share/metainfo/org.faceforge.FaceForge.metainfo.xml"; do
    if command -v "${check%% *}" >/dev/null; then $check; else echo "not checked, ${check%% *} is missing"; fi
done

# --- what is handed out
deb=dist/faceforge_${version}_$machine.deb
dpkg-deb --root-owner-group -Zzstd -z"$level" --threads-max="$(nproc)" --build $tree $deb
portable=faceforge-$version-linux-$(uname -m)
tar --create --directory "$(dirname $program)" --sort=name --owner=0 --group=0 --numeric-owner --transform "s|^faceforge|$portable|" \
    faceforge | zstd -q -f -"$level" -T0 -o dist/$portable.tar.zst
cp $program/faceforge.cdx.json dist/faceforge-$version.cdx.json
(cd dist && sha256sum ./*.deb ./*.tar.zst ./*.cdx.json > SHA256SUMS)

limit=$((480 * 1000 * 1000))
[ "$(stat -c %s $deb)" -lt $limit ] || { echo "$deb is larger than 480 MB." >&2; exit 1; }
ls -l dist
