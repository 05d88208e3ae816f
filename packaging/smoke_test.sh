#!/bin/sh
# Try a frozen Aliascope as a user would meet it: `sh packaging/smoke_test.sh PROGRAM`.
#
# No Python and no other program on the PATH, an empty home, the C locale, a working folder with a space and
# an umlaut, and (run as root) a user who may write nowhere else. Needs a POSIX shell alone; on Windows, Git's.
set -eu

program=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
[ ! -L "$program" ] || program=$(readlink -f "$program")
installed=$(dirname "$program")
case "$installed" in */Contents/MacOS) installed=$(cd "$installed/../.." && pwd) ;; esac
samples=$(find "$installed" -type d -path '*/resources/samples' | head -n 1)
[ -n "$samples" ] || { echo "No samples in $installed." >&2; exit 1; }

top=$(mktemp -d "${TMPDIR:-/tmp}/aliascope-smoke.XXXXXX")
work="$top/Prüf stand"
mkdir "$work" "$top/home" "$top/bin"
find "$installed" | LC_ALL=C sort >"$top/files-before"
touch "$top/started"
trap 'rm -rf "$top"' EXIT

drop=""
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    drop="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod 755 "$top"
    chown -R 65534:65534 "$work" "$top/home"
    $drop test -x "$program" || { echo "Other users can not run $program; put it where they can." >&2; exit 1; }
fi

# What Windows' own libraries ask for, besides what we set.
system=""
for name in SYSTEMROOT SYSTEMDRIVE WINDIR; do
    eval "value=\${$name:-}"
    [ -z "$value" ] || system="$system $name=$value"
done

run() {
    # shellcheck disable=SC2086 # several words each
    (cd "$work" && $drop env -i $system PATH="$top/bin" HOME="$top/home" QT_QPA_PLATFORM=offscreen "$program" "$@")
}

fail() {
    echo "FAILED: $name: $1" >&2
    tail -n 20 "$top/out" "$top/err" >&2
    exit 1
}

# check NAME EXIT_CODE ARGUMENTS…: the program ends with that code. Its output is in $top/out.
check() {
    name=$1
    wanted=$2
    shift 2
    start=$(date +%s)
    code=0
    run "$@" >"$top/out" 2>"$top/err" || code=$?
    [ "$code" = "$wanted" ] || fail "exit code $code, not $wanted"
    ! grep -q "Traceback" "$top/err" || fail "a traceback"
    printf 'ok  %4d s  %s\n' $(($(date +%s) - start)) "$name"
}

says() { grep -q -- "$1" "$top/out" || fail "does not say $1"; }
count() { [ "$(grep -c -- "$1" "$top/out")" = "$2" ] || fail "does not say $1 $2 times"; }
is_png() {
    [ "$(head -c 8 "$work/$1" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "$1 is no PNG"
}

check "version" 0 --version
says "^aliascope [0-9][0-9]*\.[0-9]"
check "help" 0 --help
says "inspect"

check "a benign photograph is clean" 0 inspect "$samples/benign_coffee.png" --json
says '"verdict": "clean"'
check "a sample is called an attack" 3 inspect "$samples/hidden_sign_32.png" --json --save-hidden verborgen --report bericht.html
says '"verdict": "attack"'
grep -q "</html>" "$work/bericht.html" || fail "no report"

check "craft" 0 craft "$samples/benign_coffee.png" "$samples/benign_rocket.jpg" -o "ä.png" \
    --library pillow --algorithm nearest --size 96x64 --json
says '"feasible": true'
is_png "ä.png"
check "craft hides a text, by cvxpy" 0 craft "$samples/benign_coffee.png" --text Hi -o text.png \
    --library opencv --algorithm nearest --size 40x27 --solver cvxpy --json
says '"feasible": true'
check "what was crafted is found" 3 inspect "ä.png" --json

check "sanitize" 0 sanitize "$samples/hidden_sign_32.png" -o clean.png --detected --json
is_png clean.png
check "what was sanitized is clean" 0 inspect clean.png --json
says '"verdict": "clean"'

check "classify sees the stop sign" 0 classify "$samples/hidden_sign_32.png" --library tensorflow --algorithm bilinear --json
says '"name": "Stop"'
check "classify opens a model in a process of its own" 0 classify "$samples/hidden_sign_32.png" \
    --library opencv --algorithm bilinear --model "$samples/../models/gtsrb.keras" --json
check "a broken model is one sentence" 2 classify "$samples/hidden_sign_32.png" \
    --library opencv --algorithm bilinear --model "$samples/hidden_sign_32.png"

check "libraries agree with their models" 0 libraries --json
says '"tensorflow"'
says '"skimage"'
check "scan, by several processes" 3 scan "$samples" -o scan.jsonl --jobs 2 --json
says '"suspicious": 3'
says '"unreadable": 0'

check "the window inspects, sanitizes, classifies" 0 --offscreen-tour rundgang "$samples/hidden_sign_32.png"
says "hidden_sign_32.png: attack"
says "Stop"
is_png rundgang/findings.png
grep -q "</html>" "$work/rundgang/report.html" || fail "no report of the window"

name="nothing is left behind"
: >"$top/out"
find "$installed" | LC_ALL=C sort >"$top/files-after"
cmp "$top/files-before" "$top/files-after" >"$top/err" 2>&1 || fail "files appeared beside the program"
find "$installed" -type f -newer "$top/started" >"$top/out"
[ ! -s "$top/out" ] || fail "files of the program were written to"
if [ -d /proc/self ]; then
    sleep 1
    for exe in /proc/[0-9]*/exe; do
        [ "$(readlink "$exe" 2>/dev/null)" != "$program" ] || echo "$exe" >>"$top/out"
    done
    [ ! -s "$top/out" ] || fail "a process is still there"
fi
echo "ok          nothing is left behind"

[ -z "${ALIASCOPE_SMOKE_KEEP:-}" ] || cp "$work/rundgang/findings.png" "$ALIASCOPE_SMOKE_KEEP"
echo "All well: $program"
