#!/bin/sh
# Install a .deb on this system, try it, remove it and see that nothing is left: `try_deb.sh PACKAGE [CHECK…]`.
# As root, on a system that may be changed: a fresh chroot or container of Debian. CHECK is the command that tries
# it, by default the smoke test beside this folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
package=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ $# -gt 0 ] || set -- sh "$here/../smoke_test.sh" /usr/bin/aliascope
places="/opt /usr /etc /var/lib/dpkg/info"
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT

left() {
    # shellcheck disable=SC2086 # several words
    find $places \( -iname '*aliascope*' -o -path '*/opt/aliascope/*' \) ! -path "$here/*" ! -path "$package" 2>/dev/null | sort
}

export DEBIAN_FRONTEND=noninteractive
left >"$top/before"
apt-get update -qq
apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$package" >"$top/log" 2>&1 || { cat "$top/log" >&2; exit 1; }
echo "installed: $(dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} kB' aliascope)"
dpkg --verify aliascope
"$@"

apt-get remove -y -qq -o Dpkg::Use-Pty=0 aliascope >"$top/log" 2>&1 || { cat "$top/log" >&2; exit 1; }
left >"$top/after"
cmp "$top/before" "$top/after" || { echo "Left behind:" >&2; cat "$top/after" >&2; exit 1; }
echo "removed without a trace"
