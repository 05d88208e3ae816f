#!/bin/sh
# Build the Linux packages into build/package: a .deb, a .tar.zst, and the smoke test of what is in them.
# `sh packaging/linux/build.sh PYTHON`, with the Python that Aliascope and its requirements are installed in.
set -eu

here=$(dirname "$0")
python=${1:-.venv/bin/python}
out=build/package
level=${ALIASCOPE_ZSTD_LEVEL:-12}

sh "$here/build_requirements.sh" "$python"
# Files in the packages bear the time of the commit, so that the same sources make the same packages.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
"$python" "$here/../freeze.py" "$out"
sh "$here/../smoke_test.sh" "$out/dist/aliascope/aliascope"

version=$("$python" -c 'import sys; sys.path.insert(0, sys.argv[1]); import contents; print(contents.version())' "$here/..")
icons=$out/work/aliascope/made/icons
sh "$here/tree.sh" "$out/dist/aliascope" "$icons" "$out/tree"
sh "$here/deb.sh" "$out/tree" "$version" "$level" "$out"
sh "$here/archive.sh" "$out/tree" "$version" "$level" "$out"
rm -rf "$out/tree"
ls -l "$out"/*.deb "$out"/*.tar.zst
