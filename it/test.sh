#!/usr/bin/env bash
# Runs the tests of Kaskado: all (scaled down), --full (full sizes, two JDKs, Payara, Firefox), or those named NAME.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

full="" name=""
while [ $# -gt 0 ]; do
    case $1 in
        --full) full=yes ;;
        --help|-h) echo "Usage: it/test.sh [--full] [NAME]   NAME is a test class, or the start of its name"; exit 0 ;;
        -*) echo "Unknown option '$1'. Usage: it/test.sh [--full] [NAME]" >&2; exit 2 ;;
        *) name=$1 ;;
    esac
    shift
done

# ------------------------------------------------------------------------------------------------------------ tools
need() { # need COMMAND PACKAGE PURPOSE
    command -v "$1" >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $2 ($3) by apt-get"
        [ -n "${updated:-}" ] || { apt-get update -qq >/dev/null; updated=yes; }
        if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2 >/dev/null && command -v "$1" >/dev/null; then
            return
        fi
    fi
    echo "The tests need $1 ($3): install the package $2." >&2
    exit 1
}
need node nodejs "builds the browser SDK, drives the browser"
need npm npm "fetches what drives the browser"
need ffmpeg ffmpeg "makes the test clips, judges recordings"
need qrencode qrencode "draws the code of a test clip"
[ -n "${KASKADO_CHROMIUM:-}" ] || command -v google-chrome >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
    || need chromium chromium "plays what Kaskado sends"
[ -z "$full" ] || need firefox-esr firefox-esr "plays what Kaskado sends"

face=it/target/media/astronaut.png
packed=/usr/lib/python3/dist-packages/skimage/data/astronaut.png
if [ ! -e $face ] && [ ! -e $packed ]; then
    echo "Fetching a picture of a face (from the package python3-skimage)"
    mkdir -p it/target/media it/target/face
    (cd it/target/face && { apt-get download -qq python3-skimage || { apt-get update -qq && apt-get download -qq python3-skimage; }; }) \
        >/dev/null 2>&1 || { echo "No picture of a face: install the package python3-skimage." >&2; exit 1; }
    dpkg-deb -x it/target/face/python3-skimage*.deb it/target/face/unpacked
    cp "it/target/face/unpacked$packed" $face
fi

# -------------------------------------------------------------------------------------------------------------- run
# A server that is older than its description is provisioned again, as run.sh does.
for part in pom.xml server.cli plan-b.sh; do
    [ "deploy/$part" -nt deploy/target/server/.complete ] && rm -f deploy/target/server/.complete
done
began=$SECONDS
progress() { # Maven's output as one line per test class
    awk '/Building .*\[[0-9]+\/[0-9]+\]/ { sub(/.*Building /, ""); printf "== %s\n", $0; fflush() }
         /Running org\.kaskado/ { name = $NF; sub(/^org\.kaskado\./, "", name); printf "   … %s\n", name; fflush() }
         /Tests run:.*Time elapsed/ { line = $0; sub(/.*Tests run:/, "tests", line); sub(/ -- in org\.kaskado\./, " ", line); printf "     %s\n", line; fflush() }
         /FAILURE!|<<< ERROR!/ && /Time elapsed/ && !/Tests run:/ { sub(/^\[ERROR\] /, ""); printf "   FAILED %s\n", $0; fflush() }
         /COMPILATION ERROR|BUILD FAILURE|Failed to execute goal/ { print; fflush() }'
}

maven() { # maven LABEL ARGUMENTS…: runs Maven, keeps the log, counts what the reports say
    local label=$1 status=0
    shift
    mkdir -p it/target
    local log=it/target/test-$label.log marker=it/target/.began
    touch "$marker"
    ./mvnw -B -Dstyle.color=never -Dmaven.test.failure.ignore=true "$@" </dev/null 2>&1 | tee "$log" | progress || status=$?
    [ $status = 0 ] || { echo "The build did not end well; its log is $log."; broken=$((broken + 1)); }
    local report numbers
    while IFS= read -r report; do
        numbers=$(sed -n 's/.*<testsuite .*/&/p' "$report" | head -n 1)
        total=$((total + $(attribute "$numbers" tests)))
        failed=$((failed + $(attribute "$numbers" failures) + $(attribute "$numbers" errors)))
        skipped=$((skipped + $(attribute "$numbers" skipped)))
    done < <(find . -path '*/node_modules' -prune -o -name 'TEST-*.xml' -path '*/target/*-reports/*' -newer "$marker" -print)
}

attribute() { # attribute LINE NAME
    local value
    value=$(sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1")
    echo "${value:-0}"
}

total=0 failed=0 skipped=0 broken=0
if [ -n "$name" ]; then
    file=$(find . -name target -prune -o -path '*/src/test/java/*' -name "$name*.java" -print | head -n 1)
    [ -n "$file" ] || { echo "No test class is called $name…" >&2; exit 2; }
    module=${file#./}
    module=${module%%/src/test/*}
    class=$(basename "$file" .java)
    if [ "$module" = it ]; then
        [ -e deploy/target/built ] || maven build -DskipTests -Dskip.release=true package -pl deploy -am
        case $class in
            *IT) maven "$class" verify -pl it -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false "-Dit.test=$class" ${full:+-Dkaskado.it.full=true} ;;
            *) maven "$class" test -pl it "-Dtest=$class" ;;
        esac
    else
        maven "$class" test -pl "$module" -am "-Dtest=$class" -Dsurefire.failIfNoSpecifiedTests=false
    fi
elif [ -n "$full" ]; then
    . it/full.sh
else
    maven all verify
fi

passed=$((total - failed - skipped))
[ $skipped = 0 ] || echo "$skipped skipped"
[ $broken = 0 ] || failed=$((failed + broken))
echo "$((SECONDS - began)) s"
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
