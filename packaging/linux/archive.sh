#!/bin/sh
# Pack a tree for other distributions: `archive.sh TREE VERSION LEVEL FOLDER` writes
# FOLDER/aliascope-VERSION-linux-MACHINE.tar.zst, to be unpacked anywhere.
set -eu

here=$(dirname "$0")
tree=$1
version=$2
level=$3
folder=$4
machine=$(uname -m)
root=$folder/aliascope-$version

rm -rf "$root"
cp -al "$tree/opt/aliascope" "$root"
cp -r "$tree/usr/share" "$root/share"
rm -r "$root/share/doc"
cp "$here/README.txt" "$here/../../LICENSE" "$root/"
tar --sort=name --owner=0 --group=0 --numeric-owner "--mtime=@${SOURCE_DATE_EPOCH:-0}" \
    -C "$folder" -cf - "aliascope-$version" |
    zstd -q -f -T0 "-$level" -o "$folder/aliascope-$version-linux-$machine.tar.zst"
rm -rf "$root"
