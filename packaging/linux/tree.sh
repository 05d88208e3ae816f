#!/bin/sh
# Lay out what the .deb installs: `tree.sh BUNDLE ICONS TREE`. The bundle is linked file by file, not copied.
set -eu

here=$(dirname "$0")
bundle=$1
icons=$2
tree=$3

rm -rf "$tree"
mkdir -p "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/doc/aliascope"
cp -al "$bundle" "$tree/opt/aliascope"
ln -s ../../opt/aliascope/aliascope "$tree/usr/bin/aliascope"
cp "$here/aliascope.desktop" "$tree/usr/share/applications/"

hicolor=$tree/usr/share/icons/hicolor
for picture in "$icons"/*.png; do
    size=$(basename "$picture" .png)
    mkdir -p "$hicolor/${size}x$size/apps"
    cp "$picture" "$hicolor/${size}x$size/apps/aliascope.png"
done
mkdir -p "$hicolor/scalable/apps"
cp "$here/../../resources/icons/aliascope.svg" "$hicolor/scalable/apps/"

{
    cat "$here/../../LICENSE"
    printf '\n%s\n' "The programs delivered with Aliascope have licences of their own: /opt/aliascope/_internal/licenses."
} >"$tree/usr/share/doc/aliascope/copyright"

find "$tree/usr" -type d -exec chmod 755 {} +
find "$tree/usr" -type f -exec chmod 644 {} +
# Programs and the folders stay executable, nothing is writable for others.
chmod -R u=rwX,go=rX "$tree/opt"
