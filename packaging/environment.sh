#!/bin/sh
# Build the virtual environment named by the first argument from requirements.lock, every file checked by its hash.
set -eu

environment=$1
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
    echo "Aliascope needs Python 3.11, 3.12 or 3.13, and $python is not one;" \
        "name another one, as in: make setup PYTHON=python3.12" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python can not make virtual environments;" \
        "install the venv package of your system (Debian: apt-get install python3-venv)." >&2
    exit 1
fi

if ! "$environment/bin/python" -c '' 2>/dev/null; then
    echo "Making $environment" >&2
    "$python" -m venv --clear "$environment"
fi

echo "Installing the locked packages (1.9 GB on the first run)" >&2
pip="$environment/bin/python -m pip --disable-pip-version-check"
$pip install --quiet --require-hashes -r requirements.lock
# The lock holds setuptools, so that the build needs no packages but the locked ones.
$pip install --quiet --no-deps --no-build-isolation --editable .
