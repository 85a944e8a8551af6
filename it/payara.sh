#!/usr/bin/env bash
# The portability proof on Payara Server 6: the EAR as it is; then the adapter, the API and the EAR apart, with test
# applications beside them, the tests named below, and a redeployment under a running session.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$root/it/target/payara
version=$(sed -n 's:.*<version.payara>\(.*\)</version.payara>.*:\1:p' "$root/pom.xml")
# Payara's http port is its base + 80; that is 8080 + offset, as the tests have it.
offset=${KASKADO_PAYARA_OFFSET:-20000}
base=$((8000 + offset)) admin=$((8048 + offset)) http=$((8080 + offset))
tests=${KASKADO_PAYARA_TESTS:-FirstLightIT,ClipPlaybackIT,RecordingIT,FilterIT,ContentIT,HostileInputIT}

home=$work/payara6 domain=kaskado
asadmin=$home/bin/asadmin folder=$home/glassfish/domains/$domain
mkdir -p "$work"
if [ ! -x "$asadmin" ]; then
    (cd "$root" && ./mvnw -q -B org.apache.maven.plugins:maven-dependency-plugin:unpack \
        "-Dartifact=fish.payara.distributions:payara:$version:zip" "-DoutputDirectory=$work")
    chmod +x "$home"/bin/* "$home"/glassfish/bin/*
fi
stop() {
    "$asadmin" stop-domain --kill=true $domain >/dev/null 2>&1 || true
}
trap stop EXIT
stop

fail() {
    echo "$1; the end of Payara's log:" >&2
    tail -n 40 "$folder/logs/server.log" >&2
    exit 1
}

well() {
    for _ in $(seq 60); do
        curl -fs -m 5 "http://127.0.0.1:$http/kaskado/health/ready" >/dev/null && return
        sleep 1
    done
    fail "Kaskado is not ready on Payara"
}

call() { # call PATH METHOD PARAMS: one JSON-RPC request by POST
    curl -fs -m "${patience:-60}" "http://127.0.0.1:$http$1" -H 'Content-Type: application/json' \
        -d "{\"jsonrpc\":\"2.0\",\"method\":\"$2\",\"params\":$3,\"id\":1}"
}

field() { # field NAME: of the JSON on stdin
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

plays() { # plays PATH CODECS: a session plays, and ffprobe finds these codecs
    local started media
    started=$(call "$1" start '{"constraints":{"audio":"recvonly","video":"recvonly"}}') || fail "$1 does not start a session"
    media=$(field url <<<"$started")
    [ -n "$media" ] || fail "$1 was answered $started"
    curl -fs -m 90 "$media" -o "$work/played" || fail "$media cannot be fetched"
    local codecs
    codecs=$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$work/played" | sort | paste -sd ' ')
    [ "$codecs" = "$2" ] || fail "$1 plays '$codecs', expected '$2'"
}

rm -rf "$folder"
"$asadmin" create-domain --nopassword=true --portbase "$base" $domain >/dev/null
"$asadmin" start-domain $domain >/dev/null

echo "-- the EAR as it is"
"$root/deploy/payara.sh" "$home" --port "$admin"
well
plays /kaskado/demo/codes/qr.webm "opus vp8"
"$root/deploy/payara.sh" "$home" --port "$admin"
well
plays /kaskado/demo/codes/qr.webm "opus vp8"

echo "-- adapter, API and EAR apart, applications beside them"
"$root/deploy/payara.sh" "$home" --port "$admin" --foreign
well
plays /kaskado/demo/codes/qr.webm "opus vp8"
(cd "$root" && ./mvnw -B -Dstyle.color=never -Pquick -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false "-Dit.test=$tests" \
    "-Dkaskado.it.attach=$folder/config/data@$offset" "-Dkaskado.it.autodeploy=$folder/autodeploy" verify -pl it) \
    >"$work/tests.log" 2>&1 || { grep -E "Tests run|ERROR" "$work/tests.log" | head -n 40 >&2; fail "tests failed on Payara ($work/tests.log)"; }
grep -E "Tests run:.*(IT|Skipped: [0-9]+)$" "$work/tests.log"

echo "-- deployed anew under a running session"
session=$(call /clips/play/faststart.mp4 start '{"constraints":{"video":"recvonly"}}' | field sessionId)
[ -n "$session" ] || fail "no session could be started"
(for _ in 1 2 3 4 5 6 7 8; do # a poll without events is answered after 15 s
    call /clips/play/faststart.mp4 poll "{\"sessionId\":\"$session\"}" >"$work/told" || break
    grep -q '"result":{}' "$work/told" || break
done) &
poll=$!
"$root/deploy/payara.sh" "$home" --port "$admin" --foreign
well
wait $poll || fail "the session of the application was not told that Kaskado went away"
grep -q -i "terminated" "$work/told" || fail "the session was told '$(cat "$work/told")'"
plays /clips/play/faststart.mp4 "opus vp8"
echo "Payara $version: the EAR and its parts are deployed, play, and are deployed anew. The session was told: $(cat "$work/told")"
