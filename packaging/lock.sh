#!/bin/sh
# Write requirements.lock and packaging/requirements.lock (what builds installers) anew from pyproject.toml, for
# every platform and Python we support.
# uv.lock names the registry's hosts, so it is a by-product and stays out of the repository.
set -eu

if ! command -v "${UV:-uv}" >/dev/null; then
    echo "The lock is made by uv, which was not found; install it (pip install uv) or name it, as in: UV=/path/to/uv make lock" >&2
    exit 1
fi

"${UV:-uv}" lock --upgrade
"${UV:-uv}" export --quiet --format requirements-txt --no-emit-project --extra dev --no-header --output-file requirements.lock
"${UV:-uv}" export --quiet --format requirements-txt --no-emit-project --only-group package --no-header --output-file packaging/requirements.lock
