#!/bin/sh
# Install the system libraries that Qt's wheels leave to the system. Quiet and quick when nothing is missing.
set -eu

# Library file and Debian package: for every use, for an X11 window, for a Wayland window.
TABLE="
libEGL.so.1           libegl1
libGL.so.1            libgl1
libxkbcommon.so.0     libxkbcommon0
libdbus-1.so.3        libdbus-1-3
libfontconfig.so.1    libfontconfig1
libglib-2.0.so.0      libglib2.0-0

libxcb-cursor.so.0    libxcb-cursor0
libxcb-icccm.so.4     libxcb-icccm4
libxcb-keysyms.so.1   libxcb-keysyms1
libxcb-shape.so.0     libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0

libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1   libwayland-egl1
"

# macOS brings all Qt needs.
[ "$(uname)" = Linux ] || exit 0

# Debian keeps ldconfig out of an ordinary user's path.
PATH="$PATH:/usr/sbin:/sbin"

missing_packages() {
    known=$(ldconfig -p 2>/dev/null || true)
    echo "$TABLE" | while read -r library package; do
        [ -n "$library" ] || continue
        case "$known" in *"$library "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

missing=$(missing_packages)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Qt may not start: libraries that Debian calls $missing were not found;" \
        "if it does not, install them with this system's package manager." >&2
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "Qt needs system libraries that are missing and only root can install;" \
        "as root run: apt-get install $missing" >&2
    exit 1
fi

echo "Installing system libraries: $missing" >&2
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086 # one word per package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
    --no-install-recommends $missing >/dev/null
