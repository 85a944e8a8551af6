#!/usr/bin/env bash
# Prints Kaskado's figures: start and stop, downloads of a stored file beside nginx, live transcodes beside the ffmpeg
# command, memory of idle sessions. Compare within one run: each pair is measured in turns on the same machine.
#     it/bench/run.sh [start|download|transcode|idle]…
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
offset=${KASKADO_BENCH_OFFSET:-22000}
address=http://127.0.0.1:$((8080 + offset))
work=$root/it/target/bench
rm -rf "$work"
mkdir -p "$work"
server="" nginx=""
finish() {
    [ -z "$nginx" ] || kill "$nginx" 2>/dev/null || true
    [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
    wait 2>/dev/null || true
}
trap finish EXIT

fail() {
    echo "$1" >&2
    exit 1
}

clock() {
    date +%s.%3N
}

calculate() { # calculate FORMAT EXPRESSION
    awk "BEGIN { printf \"$1\", $2 }"
}

median() { # of the numbers on stdin
    sort -n | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'
}

start() {
    local from
    from=$(clock)
    "$root/deploy/run.sh" --data "$work/data" --port-offset "$offset" --offline >"$work/server.out" 2>&1 &
    server=$!
    until grep -q "^Kaskado is ready at " "$work/server.out"; do
        kill -0 $server 2>/dev/null || { cat "$work/server.out" >&2; fail "the server did not start"; }
        sleep 0.05
    done
    calculate "%.1f" "$(clock) - $from"
}

stop() {
    local from
    from=$(clock)
    kill -TERM "$server"
    wait "$server" || true
    server=""
    calculate "%.1f" "$(clock) - $from"
}

started() {
    [ -n "$server" ] || { start >"$work/first"; sleep 5; }
}

bench_start() {
    [ -z "$server" ] || stop >"$work/ignored"
    start >"$work/ignored"; stop >"$work/ignored" # builds what is missing
    for _ in 1 2 3; do
        start >>"$work/starts"; echo >>"$work/starts"
        stop >>"$work/stops"; echo >>"$work/stops"
    done
    echo "start: ready after $(median <"$work/starts") s (median of 3 warm starts), stopped after $(median <"$work/stops") s"
}

fetch() { # fetch URL: MB per second
    calculate "%.0f" "$(curl -fs -o /dev/null -w '%{speed_download}' "$1") / 1000000"
}

bench_download() {
    local file=$work/www/file.bin size_mb=${KASKADO_BENCH_MB:-512}
    command -v nginx >/dev/null || fail "download needs nginx: install nginx-light."
    started
    mkdir -p "$work/www" "$work/nginx"
    head -c ${size_mb}M /dev/urandom >"$file"
    cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes auto; pid $work/nginx/pid; error_log $work/nginx/error;
events { worker_connections 256; }
http { sendfile on; tcp_nopush on; access_log off; client_body_temp_path $work/nginx/b; proxy_temp_path $work/nginx/p;
  fastcgi_temp_path $work/nginx/f; uwsgi_temp_path $work/nginx/u; scgi_temp_path $work/nginx/s;
  server { listen 127.0.0.1:$((8070 + offset)); root $work/www; } }
CONF
    chmod 755 "$work" "$work/www"
    nginx -e "$work/nginx/error" -c "$work/nginx.conf" -p "$work/nginx" &
    nginx=$!
    curl -fs -X PUT -H 'Content-Type: application/octet-stream' --data-binary "@$file" "$address/kaskado/repository/bench.bin" >/dev/null \
        || curl -fs -T "$file" "$address/kaskado/repository/bench.bin" >/dev/null
    local ours=$address/kaskado/repository/bench.bin theirs=http://127.0.0.1:$((8070 + offset))/file.bin
    cmp <(curl -fs "$ours" | sha256sum) <(curl -fs "$theirs" | sha256sum) || fail "the two files differ"
    for _ in 1 2 3 4 5; do
        fetch "$theirs" >>"$work/theirs"; echo >>"$work/theirs"
        fetch "$ours" >>"$work/ours"; echo >>"$work/ours"
    done
    local a b
    a=$(median <"$work/ours") b=$(median <"$work/theirs")
    echo "download of a stored file of $size_mb MiB: Kaskado $a MB/s, nginx $b MB/s, ratio $(calculate "%.2f" "$a / $b") (medians of 5, in turns)"
    kill "$nginx"
    nginx=""
}

bench_transcode() {
    started
    local media=$address/kaskado/demo/media/card.mp4 clip=$work/card.mp4 seconds url workers before used command codecs
    curl -fs "$media" -o "$clip"
    seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$clip")
    codecs=$(ffprobe -v error -select_streams v -show_entries stream=codec_name,width,height,r_frame_rate -of csv=p=0 "$clip")
    # Live sessions play at their own pace: the processor time of their worker is what counts.
    workers=$(workers)
    before=$(ticks "$workers")
    url=$(curl -fs -m 60 "$address/kaskado/demo/filter/card.mp4?effect=mirror&format=WEBM" -H 'Content-Type: application/json' \
        -d '{"jsonrpc":"2.0","method":"start","params":{"constraints":{"video":"recvonly"}},"id":1}' | sed -n 's/.*"url":"\([^"]*\)".*/\1/p')
    [ -n "$url" ] || fail "no session could be started"
    curl -fs -m 120 "$url" -o "$work/ours.webm"
    used=$(calculate "%.2f" "($(ticks "$workers") - $before) / 100")
    local TIMEFORMAT="%U %S" rate
    rate=$(ffprobe -v error -show_entries format=bit_rate -of csv=p=0 "$work/ours.webm" | tr -dc 0-9)
    rate=${rate:-$(calculate "%d" "$(stat -c %s "$work/ours.webm") * 8 / $seconds")}
    command=$({ time ffmpeg -v error -y -i "$clip" -vf hflip -c:v libvpx -deadline realtime -cpu-used 8 -lag-in-frames 0 -b:v "$rate" \
        -c:a libopus -f webm "$work/theirs.webm"; } 2>&1 | tail -n 1 | awk '{ printf "%.2f", $1 + $2 }')
    echo "transcode of $codecs to VP8 and Opus, mirrored, $seconds s: Kaskado's worker used $used s of processor time, the ffmpeg command $command s;" \
        "live sessions per core $(calculate "%.1f" "$seconds / $used") and $(calculate "%.1f" "$seconds / $command"), ratio $(calculate "%.2f" "$command / $used")"
}

workers() {
    pgrep -P "$(cat "$work/data/server/pid")" | tr '\n' ' '
}

ticks() { # processor time of processes, in hundredths of a second
    local sum=0 pid fields
    for pid in $1; do
        read -r -a fields <"/proc/$pid/stat" || continue
        sum=$((sum + fields[13] + fields[14]))
    done
    echo $sum
}

bench_idle() {
    [ -z "$server" ] || stop >"$work/ignored"
    (cd "$root" && ./mvnw -B -Pquick -Dstyle.color=never -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=IdleSessionsIT \
        -Dkaskado.it.full=true verify -pl it) >"$work/idle.log" 2>&1 || fail "IdleSessionsIT failed: $work/idle.log"
    grep -o "[0-9,]* idle sessions, [0-9,]* bytes of heap each" "$work/idle.log"
}

echo "$(date -u +%Y-%m-%d), $(nproc) cores, $(uname -sr), load $(cut -d' ' -f1 /proc/loadavg) before the run"
[ $# -gt 0 ] || set -- start download transcode idle
for each in "$@"; do
    case $each in
        start|download|transcode|idle) "bench_$each" ;;
        *) fail "Usage: run.sh [start|download|transcode|idle]…" ;;
    esac
done
