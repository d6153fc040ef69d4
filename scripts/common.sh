# What scripts/demo and scripts/check share: words for the reader, packages, building. Sourced by bash.
# shellcheck shell=bash disable=SC2034

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export LC_ALL=C.UTF-8

packages_build=(gcc libc6-dev make autoconf automake pkg-config
  libfcgi-dev libpq-dev libjansson-dev libhpdf-dev libsodium-dev libcmark-gfm-dev
  libcmark-gfm-extensions-dev libcsv-dev libdeflate-dev libxlsxwriter-dev libqpdf-dev libqrencode-dev libpng-dev
  liboath-dev libexpat1-dev
  python3 python3-fonttools fonts-dejavu-core fonts-liberation)
packages_run=(postgresql-15 nginx spawn-fcgi)
packages_check=(clang libclang-rt-14-dev clang-format-14 libfcgi-bin postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl curl openssl
  qpdf poppler-utils zbar-tools oathtool librsvg2-bin python3-pikepdf shellcheck cppcheck git man-db mandoc
  krb5-kdc krb5-admin-server libpam-krb5 libnginx-mod-http-auth-pam)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# step WORDS LOG COMMAND...: runs COMMAND into LOG, and says in a line what it is and how long it took.
step() {
  local words=$1 log=$2 began=$SECONDS status=0
  shift 2
  printf '%s: %s ... ' "${0##*/}" "$words" >&2
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 0 ]; then
    printf '%d s\n' $((SECONDS - began)) >&2
    return 0
  fi
  printf 'failed\n' >&2
  grep -v '^[[:space:]]*$' "$log" | tail -n 12 | sed 's/^/    /' >&2
  say "$words did not work; the whole log is $log"
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = 'ii ' ]; }

# Debian starts what it installs. A policy-rc.d that says no is Debian's own way to stop that; one that
# was there before comes back afterwards, one that an interrupted run of ours left is taken away.
policy=/usr/sbin/policy-rc.d
policy_set() {
  if [ -e "$policy" ] && ! grep -qs 'put here by Moothall' "$policy"; then
    as_root mv "$policy" "$policy.before-moothall"
  fi
  printf '#!/bin/sh\n# put here by Moothall while it installs packages; may be removed\nexit 101\n' |
    as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
}
policy_unset() {
  as_root rm -f "$policy"
  if [ -e "$policy.before-moothall" ]; then
    as_root mv "$policy.before-moothall" "$policy"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# Everything in one transaction of apt's; lists are fetched only if something is missing. Debian's PAM module for
# Kerberos would make itself a way to sign in to this very machine: without its profile it does not.
install_missing() {
  apt update && apt install -y --no-install-recommends -o DPkg::Options::=--path-exclude=/usr/share/pam-configs/krb5 "$@"
}

# Nothing that we installed starts with the machine either; what was there before stays as it was.
keep_from_starting() {
  local service
  for service in "$@"; do
    if command -v systemctl >/dev/null; then
      as_root systemctl disable "$service" >/dev/null 2>&1 || :
    fi
    if command -v update-rc.d >/dev/null; then
      as_root update-rc.d "$service" disable >/dev/null 2>&1 || :
    fi
  done
}

# need PACKAGE...: installs those that are missing.
need() {
  local package missing=() services=()
  for package; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! { command -v sudo && sudo -v; } >/dev/null 2>&1; then
    fail "these packages are missing, and neither root nor sudo is at hand to install them: ${missing[*]}"
  fi
  installed nginx-common || services+=(nginx)
  installed postgresql-common || services+=(postgresql)
  installed krb5-kdc || services+=(krb5-kdc)
  installed krb5-admin-server || services+=(krb5-admin-server)
  mkdir -p "$top/var"
  trap policy_unset EXIT
  trap 'exit 130' INT TERM HUP
  policy_set
  step "installing ${#missing[@]} packages" "$top/var/packages.log" install_missing "${missing[@]}" ||
    fail "a package cannot be had: see above, or install by hand: ${missing[*]}"
  keep_from_starting "${services[@]}"
  policy_unset
  trap - EXIT INT TERM HUP
}

# compile FOLDER FLAG...: configures once for those flags, and makes what has changed.
compile() {
  local folder=$1
  shift
  if [ ! -e "$top/configure" ] || [ "$top/configure.ac" -nt "$top/configure" ] ||
    [ "$top/Makefile.am" -nt "$top/Makefile.in" ]; then
    step 'preparing the build' "$top/var/bootstrap.log" "$top/bootstrap" || return 1
  fi
  [ ! -e "$top/config.status" ] ||
    fail "this checkout was configured in its own folder: run \"make distclean\" there first"
  mkdir -p "$folder"
  if [ ! -e "$folder/Makefile" ] || [ "$(cat "$folder/flags" 2>/dev/null)" != "$*" ]; then
    rm -f "$folder/flags"
    step 'configuring' "$folder/configure.log" in_folder "$folder" "$top/configure" "$@" || return 1
    printf '%s' "$*" >"$folder/flags"
  fi
  step 'building' "$folder/make.log" make -C "$folder" -j"$(nproc)"
}

in_folder() { (cd "$1" && shift && exec "$@"); }

debian_12() {
  if ! command -v apt-get >/dev/null || ! grep -qs 'VERSION_CODENAME=bookworm' /etc/os-release; then
    fail 'this needs Debian 12 (bookworm), and this machine is another'
  fi
}

# PostgreSQL does not run as root, and nobody else gets anywhere where / itself is closed to them, as it
# is in a system that was unpacked into a private folder. Debian's own mode for it is 755.
open_root() {
  if [ "$(id -u)" -eq 0 ] && [ "$(($(stat -c '0%a' /) & 5))" -ne 5 ]; then
    chmod a+rx /
    say 'the folder / was closed to everybody but root; it is open now, as in every Debian (mode 755)'
  fi
}
