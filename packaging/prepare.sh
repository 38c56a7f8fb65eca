#!/bin/sh
# The system libraries and the font that Qt needs on Debian and its kin: installed when we are root,
# otherwise named in one line. Elsewhere (Windows, macOS) Qt brings all it needs.
set -eu

libraries="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libx11-xcb1 libxcb-cursor0 \
libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 \
libxkbcommon-x11-0 fonts-inter"

case "${1:-libraries}" in
    libraries) wanted=$libraries ;;
    fonts) wanted="fonts-inter" ;;
    tests) wanted="$libraries libreoffice-writer-nogui libreoffice-calc-nogui xvfb xauth poppler-utils" ;;
    *) echo "usage: prepare.sh libraries|fonts|tests" >&2; exit 2 ;;
esac

[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
# a LibreOffice of any flavour will do
if command -v soffice >/dev/null 2>&1; then
    missing=$(printf '%s' "$missing" | sed 's/libreoffice-[a-z]*-nogui//g')
fi
[ -n "$(printf '%s' "$missing" | tr -d ' ')" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Please run once: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
apt-get install -y -qq --no-install-recommends $missing
