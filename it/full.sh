# The full test; read by test.sh, which gives maven(), progress() and the counters. Prints a table and keeps it in
# ear/docs/full-test.md. KASKADO_SOAK_MINUTES (default 10) is the length of the soak.

soak_minutes=${KASKADO_SOAK_MINUTES:-10}
rows=()
row() { # row WHAT PASSED FAILED SECONDS
    rows+=("| $1 | $2 | $3 | $4 |")
    printf '%-60s %6s passed %6s failed %6s s\n' "$1" "$2" "$3" "$4"
}

counted() { # counted WHAT ARGUMENTS…: one Maven run as a row; a run of which nothing is left to count has failed
    local what=$1 total_before=$total failed_before=$failed skipped_before=$skipped broken_before=$broken from=$SECONDS
    shift
    maven "$(tr -c 'a-zA-Z0-9\n' '-' <<<"$what")" "$@"
    local ran=$((total - total_before - skipped + skipped_before)) bad=$((failed - failed_before + broken - broken_before))
    if [ $ran = 0 ] && [ $bad = 0 ]; then
        bad=1 failed=$((failed + 1)) total=$((total + 1))
    fi
    row "$what" $((ran > bad ? ran - bad : 0)) $bad $((SECONDS - from))
}

servers() { # servers WHAT CLASSES ARGUMENTS…: tests of the built server as a row
    local what=$1 classes=$2
    shift 2
    counted "$what" verify -pl it -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false "-Dit.test=$classes" "$@"
}

script() { # script WHAT COMMAND…: one script as a row
    local what=$1 from=$SECONDS
    shift
    total=$((total + 1))
    if "$@"; then
        row "$what" 1 0 $((SECONDS - from))
    else
        failed=$((failed + 1))
        row "$what" 0 1 $((SECONDS - from))
    fi
}

jdk_of() { # jdk_of MAJOR: where that JDK is
    local each
    for each in /usr/lib/jvm/*; do
        [ -x "$each/bin/javac" ] || continue
        grep -qs "^JAVA_VERSION=\"$1[.\"]" "$each/release" && { echo "$each"; return; }
    done
}

need nginx nginx-light "serves the file that downloads are compared with"
counted "all tests in full size, default JDK, Chromium" verify -Dkaskado.it.full=true
newer=$(jdk_of 25)
if [ -n "$newer" ]; then
    servers "all tests of the server on JDK 25" "*IT" "-Dkaskado.it.jdk=$newer"
    counted "all unit tests on JDK 25, compiled by the default one" verify -DskipITs -Dskip.release=true "-Djvm=$newer/bin/java"
else
    echo "No JDK 25 below /usr/lib/jvm."
    failed=$((failed + 1)) total=$((total + 1))
    row "all tests of the server on JDK 25" 0 1 0
fi
servers "pages in Firefox" BrowserIT -Dkaskado.it.browser=firefox
servers "soak, $soak_minutes minutes of mixed sessions" SoakIT "-Dkaskado.it.soak.minutes=$soak_minutes"
script "Payara: EAR, parts with applications, deployed anew" it/payara.sh
script "release zip by hand, without Maven" it/setups.sh release
script "whole WildFly distribution (plan B)" it/setups.sh plan-b
script "build from an empty Maven repository" it/setups.sh empty-repository

{
    echo "# Full test"
    echo
    echo "Made by \`it/test.sh --full\` on $(date -u +%Y-%m-%d) at commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown):"
    echo "$(nproc) cores, $(uname -sr), $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)."
    echo
    echo "| what | passed | failed | seconds |"
    echo "|---|---|---|---|"
    printf '%s\n' "${rows[@]}"
} | tee ear/docs/full-test.md
