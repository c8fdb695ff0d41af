#!/bin/sh
# Writes packaging/locked_requirements/*.txt anew from pyproject.toml, with hashes for every system and Python that is supported.
# Needs uv (`pip install uv`). An upgrade: `packaging/lock.sh --upgrade` or `--upgrade-package NAME`; then `./desk test`,
# and a look at docs/dependencies.md and THIRD_PARTY_LICENSES (`packaging/licences.py` writes it).
set -eu
cd "$(dirname "$0")/.."
lock() {
    name=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command packaging/lock.sh \
        --output-file "packaging/locked_requirements/$name.txt" "$@" pyproject.toml
}
# The checks come first and constrain the app, so that what was tested is what is installed.
lock checks --extra checks "$@"
lock app --constraints packaging/locked_requirements/checks.txt "$@"
# What builds the installers: the app, and PyInstaller.
lock build --extra build --constraints packaging/locked_requirements/app.txt "$@"
