#!/bin/sh
# Print the packages of the system that a bundle needs, as a Depends field: `depends.sh BUNDLE [LEFT_OUT…]`.
# Every library of the bundle is asked; one that is neither in the bundle nor in the system is an error.
set -eu

bundle=$(cd "$1" && pwd)
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/debian"
printf 'Source: aliascope\n\nPackage: aliascope\nArchitecture: any\n' >"$work/debian/control"

find "$bundle" -type f \( -name '*.so' -o -name '*.so.*' \) | sort >"$work/libraries"
for name in "$@"; do
    grep -v "/$name\$" "$work/libraries" >"$work/rest"
    mv "$work/rest" "$work/libraries"
done
sed 's|/[^/]*$||' "$work/libraries" | sort -u | sed 's/^/-l/' >"$work/folders"
echo "$bundle/aliascope" >>"$work/libraries"

# Names with spaces do not occur: the bundle is made of wheels. Warnings name libraries of the bundle.
cd "$work"
# shellcheck disable=SC2046
dpkg-shlibdeps -O --ignore-missing-info --warnings=0 $(cat folders) $(sed 's/^/-e/' libraries) >found
sed -n 's/^shlibs:Depends=//p' found
