# What the recipes share: a list of small apps, the result of one undisturbed run, and the comparison with it.
# shellcheck shell=bash

# prepare APPASSAY FOLDER: LIST and WHOLE in FOLDER, which becomes the current one
prepare() {
    program=$(realpath "$1")
    here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
    mkdir -p "$2"
    cd "$2"
    python3 "$here/tests/hostile/cases/make" apps >/dev/null
    find "$PWD/apps" -name '*.apk' -o -name '*.ipa' | LC_ALL=C sort >LIST
    "$program" check --targets LIST --fail-on never -o ndjson=WHOLE || true
}

# merge FILE…: the lines of all shards in the order of the list
merge() {
    sed -E 's/^\{"schema":"appassay.record\/1","index":([0-9]+),/\1\t&/' "$@" | LC_ALL=C sort -n -k1,1 | cut -f2-
}

# compare FILE…: fails unless the shards are together what the whole run gave
compare() {
    merge "$@" >MERGED
    cmp WHOLE MERGED
    echo "$(wc -l <MERGED) records, the same bytes as one run"
}
