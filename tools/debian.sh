#!/bin/sh
# Installs the Debian packages that some tests need, if they are missing: a browser for the mock's page, PostgreSQL for
# shared journals, and the programs of scripts that call the mock. Without them those tests are skipped. CI runs this script; to run it yourself: sudo tools/debian.sh
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    missing="chromium"
command -v pg_ctl >/dev/null || ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || missing="$missing postgresql"
command -v curl >/dev/null || missing="$missing curl"
command -v openssl >/dev/null || missing="$missing openssl"
command -v jq >/dev/null || missing="$missing jq"
[ -n "$missing" ] || exit 0
apt-get update -qq
# shellcheck disable=SC2086 - a list of names
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
