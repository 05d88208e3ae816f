#!/bin/sh
# Install what building the Linux packages needs beside Python, by apt, only what is missing.
set -eu

python=$1
missing=""
need() { command -v "$1" >/dev/null || missing="$missing $2"; }

need dpkg-deb dpkg
need dpkg-shlibdeps dpkg-dev
need objdump binutils
need zstd zstd

# Debian's python3 holds its library inside the program; the bundle needs it as a file.
library=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME") or "")')
case "$library" in
    *.so.*) ;;
    *) library=$("$python" -c 'import sys; print("libpython%d.%d.so.1.0" % sys.version_info[:2])') ;;
esac
folder=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')
if [ ! -e "$folder/$library" ] && ! PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | grep -q "$library "; then
    missing="$missing ${library%.so*}"
fi

[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "Building packages needs programs that are missing and only root can install;" \
        "as root run: apt-get install$missing" >&2
    exit 1
fi
echo "Installing for the build:$missing" >&2
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086 # one word per package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
    --no-install-recommends $missing >/dev/null
