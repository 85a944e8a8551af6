# The full test; read by test.sh, which gives maven(), progress() and the counters. Prints a table and keeps it in
# ear/docs/full-test.md.

rows=()
row() { # row WHAT PASSED FAILED SECONDS
    rows+=("| $1 | $2 | $3 | $4 |")
    printf '%-40s %6s passed %6s failed %6s s\n' "$1" "$2" "$3" "$4"
}

counted() { # counted WHAT ARGUMENTS…: one Maven run as a row
    local what=$1 total_before=$total failed_before=$failed skipped_before=$skipped from=$SECONDS
    shift
    maven "${what// /-}" "$@"
    local ran=$((total - total_before - skipped + skipped_before)) bad=$((failed - failed_before))
    row "$what" $((ran - bad)) $bad $((SECONDS - from))
}

jdk_of() { # jdk_of MAJOR: where that JDK is
    local each
    for each in /usr/lib/jvm/*; do
        [ -x "$each/bin/javac" ] || continue
        grep -qs "^JAVA_VERSION=\"$1[.\"]" "$each/release" && { echo "$each"; return; }
    done
}

counted "all tests, default JDK" verify -Dkaskado.it.full=true
for major in 17 25; do
    home=$(jdk_of $major)
    if [ -n "$home" ]; then
        counted "server on JDK $major" verify -pl it -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
            "-Dit.test=FirstLightIT,ClipPlaybackIT,RecordingIT,FilterIT,RedeployIT,CrashIT" "-Dkaskado.it.jdk=$home" -Dkaskado.it.full=true
    else
        row "server on JDK $major" 0 1 0
        failed=$((failed + 1))
    fi
done

from=$SECONDS
if it/payara.sh; then row "Payara: deploy, health, redeploy" 1 0 $((SECONDS - from)); total=$((total + 1))
else row "Payara: deploy, health, redeploy" 0 1 $((SECONDS - from)); total=$((total + 1)); failed=$((failed + 1)); fi

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
