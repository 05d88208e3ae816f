#!/bin/sh
# Pack a tree as a Debian package: `deb.sh TREE VERSION LEVEL FOLDER` writes FOLDER/aliascope_VERSION_ARCH.deb.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$1" && pwd)
version=$2
level=$3
folder=$4
architecture=$(dpkg --print-architecture)

rm -rf "$tree/DEBIAN"
mkdir "$tree/DEBIAN" # dpkg-shlibdeps knows by it where the tree begins
# Qt's theme of GTK is loaded where GTK is there; the program runs without.
depends=$(sh "$here/depends.sh" "$tree/opt/aliascope" libqgtk3.so)

cat >"$tree/DEBIAN/control" <<CONTROL
Package: aliascope
Version: $version
Architecture: $architecture
Maintainer: The Aliascope developers <aliascope@localhost>
Section: graphics
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Depends: $depends
Suggests: libgtk-3-0, xdg-desktop-portal
Description: inspector for image-scaling attacks
 A scaling attack hides one picture inside another: a person sees the cover, a
 program that scales the image down sees what is hidden. Aliascope says whether
 something is hidden, for which size and library, shows it, and takes it out.
 .
 It is a window and a command line in one, and brings Python, Qt, OpenCV, Pillow
 and TensorFlow along in /opt/aliascope.
CONTROL
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 755 "$tree/DEBIAN"
chmod 644 "$tree/DEBIAN"/*

package=$folder/aliascope_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zzstd "-z$level" --build "$tree" "$package" >/dev/null
rm -r "$tree/DEBIAN"
