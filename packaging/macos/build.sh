#!/bin/sh
# Build Aliascope.app and a .dmg of it into build/package. In the folder of the repository, on macOS:
#   sh packaging/macos/build.sh [PYTHON]
# with the Python that Aliascope and its requirements are installed in.
#
# ALIASCOPE_CODESIGN_IDENTITY signs with that certificate, otherwise the signature is ad hoc and Gatekeeper
# asks; ALIASCOPE_NOTARY_PROFILE (of `xcrun notarytool store-credentials`) has Apple notarize the .dmg.
set -eu

here=$(dirname "$0")
python=${1:-.venv/bin/python}
out=build/package

"$python" "$here/../freeze.py" "$out"
app=$out/dist/Aliascope.app
plutil -lint "$app/Contents/Info.plist"
codesign --verify --deep --strict "$app"
sh "$here/../smoke_test.sh" "$app/Contents/MacOS/aliascope"

version=$("$python" -c 'import sys; sys.path.insert(0, sys.argv[1]); import contents; print(contents.version())' "$here/..")
image=$out/aliascope-$version-macos-$(uname -m).dmg
stage=$out/image
rm -rf "$stage" "$image"
mkdir -p "$stage"
cp -R "$app" "$stage/"
cp "$here/../../LICENSE" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -volname Aliascope -srcfolder "$stage" -format ULFO "$image"
rm -rf "$stage"

if [ -n "${ALIASCOPE_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$ALIASCOPE_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
ls -l "$image"
