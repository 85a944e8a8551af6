#!/usr/bin/env bash
# Ways to a running server other than the source tree's run.sh; each ends with a clip that plays.
# setups.sh release            the release zip, unpacked elsewhere, started without Maven on the path
# setups.sh plan-b             a server made of the whole WildFly distribution
# setups.sh empty-repository   the build with an empty local Maven repository (fetches some 700 MB)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
offset=${KASKADO_SETUPS_OFFSET:-21000}
work=$(mktemp -d "${TMPDIR:-/tmp}/kaskado-setups-XXXXXX")
pid=""
finish() {
    [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

fail() {
    echo "$1" >&2
    exit 1
}

clock() { # seconds with three decimals
    date +%s.%3N
}

minus() { # minus A B
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a - b }'
}

start() { # start FOLDER_WITH_RUN.SH DATA [OPTIONS…]: prints how long it takes
    local folder=$1 data=$2 from
    shift 2
    from=$(clock)
    "$folder/run.sh" --data "$data" --port-offset "$offset" "$@" >"$work/out" 2>&1 &
    pid=$!
    until grep -q "^Kaskado is ready at " "$work/out"; do
        kill -0 $pid 2>/dev/null || { cat "$work/out" >&2; fail "run.sh has ended"; }
        sleep 0.1
    done
    echo "ready after $(minus "$(clock)" "$from") s"
}

plays() { # a clip of the home page through a filter
    local address=http://127.0.0.1:$((8080 + offset)) started codecs
    started=$(curl -fs -m 60 "$address/kaskado/demo/codes/qr.webm" -H 'Content-Type: application/json' \
        -d '{"jsonrpc":"2.0","method":"start","params":{"constraints":{"video":"recvonly"}},"id":1}')
    curl -fs -m 90 "$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' <<<"$started")" -o "$work/played" || fail "nothing plays: $started"
    codecs=$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$work/played" | sort | paste -sd ' ')
    [ "$codecs" = "opus vp8" ] || fail "the clip plays as '$codecs'"
}

stop() {
    local from status=0
    from=$(clock)
    kill -TERM "$pid"
    wait "$pid" || status=$?
    pid=""
    [ $status = 0 ] || fail "run.sh ended with status $status"
    echo "stopped after $(minus "$(clock)" "$from") s"
}

copy() { # the sources as git knows them, without anything built
    mkdir "$work/sources"
    (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) | tar -xf - -C "$work/sources"
}

case ${1:-} in
    release)
        (cd "$root" && ./mvnw -q -B -DskipTests -Pquick package -pl deploy -am </dev/null)
        mkdir "$work/there" "$work/bin"
        (cd "$work/there" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$root"/deploy/target/kaskado-*.zip)
        folder=$(dirname "$(find "$work/there" -name run.sh -print -quit)")
        chmod +x "$folder/run.sh" # jar does not keep modes
        # a path with the system's tools and Java, but neither Maven nor Node
        mkdir -p "$work/home"
        path=
        for tool in /usr/bin/* /bin/*; do
            case ${tool##*/} in mvn*|node*|npm*|npx*) ;; *) ln -sf "$tool" "$work/bin/${tool##*/}" ;; esac
        done
        path=$work/bin
        java=$(command -v java) && ln -sf "$java" "$work/bin/java"
        export PATH=$path HOME=$work/home
        for run in first second third; do
            echo -n "release, $run start: "
            start "$folder" "$work/data"
            [ $run != first ] || plays
            stop
        done
        ;;
    plan-b)
        copy
        export KASKADO_PLAN_B=1
        echo -n "plan B, build and start: "
        start "$work/sources/deploy" "$work/data"
        plays
        stop
        ;;
    empty-repository)
        copy
        from=$(clock)
        (cd "$work/sources" && ./mvnw -q -B "-Dmaven.repo.local=$work/repository" -DskipTests package </dev/null)
        echo "empty repository: built after $(minus "$(clock)" "$from") s, $(du -sm "$work/repository" | cut -f1) MB fetched"
        echo -n "start: "
        start "$work/sources/deploy" "$work/data" --offline
        plays
        stop
        ;;
    *) fail "Usage: setups.sh release|plan-b|empty-repository" ;;
esac
