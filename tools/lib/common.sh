# Shared by the scripts in tools/ and .ci/run: Debian packages, and stages with their times.
# shellcheck shell=bash
# What is set here is used by the scripts that read this file.
# shellcheck disable=SC2034

PACKAGES_BUILD="g++ cmake ninja-build libsqlite3-dev libcli11-dev nlohmann-json3-dev
    libtomlplusplus-dev libspdlog-dev libfmt-dev libhiredis-dev libssl-dev libcctz-dev
    libmicrohttpd-dev"
PACKAGES_TEST="libgtest-dev libgmock-dev librapidcheck-dev libboost1.81-dev
    libboost-context1.81-dev python3 sqlite3 pkg-config dpkg-dev file lintian doxygen
    clang-format libpq-dev postgresql pgbouncer libmariadb-dev mariadb-server redis-server
    nginx-light cmark-gfm openssl zsh fish mandoc systemd prometheus spin"
PACKAGES_CLANG="clang libclang-rt-dev llvm"

STAGES=""

say() {
    printf '%s\n' "$*"
}

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

packages_missing() {
    local package
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            printf '%s ' "$package"
        fi
    done
}

# Installs with apt-get; the package lists are fetched only if it does not work without.
packages_install() {
    local log as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "not root, and no sudo; run: apt-get install $*"
        as_root="sudo"
    fi
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # Some bring a server along; the tests start their own, so none becomes a service here.
    local policy=/usr/sbin/policy-rc.d kept=""
    if [ ! -e "$policy" ]; then
        kept=$policy
        printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
        $as_root chmod 755 "$policy"
    fi
    local install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y
        --no-install-recommends"
    local failed=""
    if ! $install "$@" >"$log" 2>&1; then
        say "  fetching the package lists first (apt-get update)"
        { $as_root apt-get update && $install "$@"; } >"$log" 2>&1 || failed=yes
    fi
    [ -z "$kept" ] || $as_root rm -f "$kept"
    [ -z "$failed" ] || cat "$log" >&2
    rm -f "$log"
    [ -z "$failed" ] || die "apt-get could not install: $*"
}

# Sees to it that the Debian packages are there. Asks on a terminal, goes on without one.
packages_ensure() {
    local missing answer
    say "Packages needed: $(printf '%s ' "$@")"
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "  This is not a Debian system: those are Debian's names, please see to them yourself."
        return 0
    fi
    missing=$(packages_missing "$@")
    if [ -z "$missing" ]; then
        say "  all of them are installed"
        return 0
    fi
    say "  to be installed: $missing"
    if [ -t 0 ] && [ -t 1 ]; then
        read -r -p "  Install them now? [Y/n] " answer
        case "$answer" in
        "" | [yY]*) ;;
        *) die "nothing was installed" ;;
        esac
    fi
    # The list is words by design.
    # shellcheck disable=SC2086
    packages_install $missing
    say "  installed"
}

# stage NAME COMMAND...: runs the command, notes its time and outcome, returns its status.
stage() {
    local name=$1 begin=$SECONDS status=0
    shift
    say ""
    say "== $name"
    "$@" || status=$?
    local outcome="ok"
    [ "$status" -eq 0 ] || outcome="FAILED ($status)"
    STAGES+=$(printf '  %-44s %4d min %02d s   %s' "$name" $(((SECONDS - begin) / 60)) \
        $(((SECONDS - begin) % 60)) "$outcome")$'\n'
    return "$status"
}

stages_show() {
    say ""
    say "Stages:"
    printf '%s' "$STAGES"
    say "  in total: $((SECONDS / 60)) min $((SECONDS % 60)) s"
}

# fuzz SECONDS BUILD_DIR: gives every fuzz target of a build with libFuzzer its share of the time.
fuzz() {
    local seconds=$1 build=$2 source name corpus finds="$2/fuzz-finds" failed=0
    local sources=(test/fuzz/*_fuzz.cpp)
    [ -f "${sources[0]}" ] || { say "  no fuzz targets in test/fuzz" && return 1; }
    local each=$((seconds / ${#sources[@]}))
    mkdir -p "$finds"
    for source in "${sources[@]}"; do
        name=$(basename "$source" _fuzz.cpp)
        corpus="$build/fuzz-corpus/$name"
        mkdir -p "$corpus"
        say "  $name: $each s"
        if "$build/test/fuzz/${name}_fuzz" -max_total_time="$each" -rss_limit_mb=2048 -timeout=20 \
            -print_final_stats=1 -artifact_prefix="$finds/$name-" "$corpus" \
            "test/fuzz/corpus/$name" >"$finds/$name.log" 2>&1; then
            grep -E 'number_of_executed_units|new_units_added' "$finds/$name.log"
        else
            tail -n 30 "$finds/$name.log"
            say "  $name: FAILED; keep the input below test/fuzz/corpus/$name with the fix"
            failed=1
        fi
    done
    return "$failed"
}
