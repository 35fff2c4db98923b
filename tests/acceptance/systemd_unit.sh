#!/bin/bash
# tests/acceptance/systemd_unit.sh — the installed unit is sound and its sandbox tight.
#
# systemd_unit.sh CMAKE BUILD_DIR BIN_DIR [KIOSKD]
# Installs the unit into a root of its own, where ExecStart= exists: KIOSKD, or an empty script
# while the program is not built. systemd's own units are copied beside it, for the dependencies.
set -euo pipefail
cmake=$1 build=$2 bin_dir=$3 kioskd=${4:-}
exposure_limit=15  # tenths: 1.5; the unit measures 1.2 with systemd 252 and 257

fail() { printf 'systemd_unit: %s\n' "$*" >&2; exit 1; }

root=$(mktemp -d "$build/systemd-root.XXXXXX")
trap 'rm -rf "$root"' EXIT
DESTDIR=$root "$cmake" --install "$build" --component systemd >/dev/null
mkdir -p "$root$bin_dir" "$root/usr/lib/systemd"
cp -a /usr/lib/systemd/system "$root/usr/lib/systemd/"
if [ -n "$kioskd" ]; then
    cp "$kioskd" "$root$bin_dir/kioskd"
else
    printf '#!/bin/sh\n' > "$root$bin_dir/kioskd"
    chmod +x "$root$bin_dir/kioskd"
fi
unit=$(find "$root" -name kioskd.service)
[ -f "$unit" ] || fail "kioskd.service is not installed"

# Clean means silent: systemd-analyze returns 0 for an unknown directive too.
complaints() { systemd-analyze verify --root="$root" --man=no kioskd.service 2>&1 || echo failed; }
verify() { [ -z "$(complaints)" ]; }
tight() {
    systemd-analyze security --offline=true --threshold=$exposure_limit --no-pager \
        --root="$root" kioskd.service >/dev/null 2>&1
}
# must_refuse CHECK SED: the check must fail on the unit so changed, or it proves nothing.
must_refuse() {
    local check=$1 change=$2
    cp "$unit" "$root/kept"
    sed -i "$change" "$unit"
    cmp -s "$unit" "$root/kept" && fail "the change '$change' changes nothing"
    if "$check"; then fail "$check does not notice '$change'"; fi
    cp "$root/kept" "$unit"
}

verify || fail "not clean: $(complaints)"
tight || fail "too open: $(systemd-analyze security --offline=true --no-pager \
    --root="$root" kioskd.service | grep -v '^✓')"
must_refuse verify 's/^LockPersonality=/LockPersonalty=/'
must_refuse verify 's|^ExecStart=[^ ]*|ExecStart=/usr/bin/no-such-program|'
must_refuse tight '/^PrivateUsers=/d; /^IPAddress/d; /^SystemCallFilter=/d'

for place in sysusers.d/kioskd.conf tmpfiles.d/kioskd.conf modules-load.d/kioskd.conf \
             udev/rules.d/70-kioskd-devices.rules; do
    [ -n "$(find "$root" -path "*/lib/$place" -type f)" ] || fail "lib/$place is not installed"
done
systemd-sysusers --dry-run "$(find "$root" -path '*/lib/sysusers.d/kioskd.conf')" >/dev/null
if [ "$(id -u)" -eq 0 ]; then  # it gives the folder to root, which only root can
    systemd-tmpfiles --create --root="$root" "$(find "$root" -path '*/lib/tmpfiles.d/*.conf')"
    [ -d "$root/etc/kioskd" ] || fail "tmpfiles did not make /etc/kioskd"
fi
echo "kioskd.service: clean, exposure at most 1.5, everything in its place"
