#!/usr/bin/env bash
# Starts Kaskado: builds and provisions what is missing, starts the server, says when it is ready, stops it on Ctrl-C.
set -euo pipefail

# A shell starts its background children with SIGINT ignored, and an ignored signal cannot be trapped: ask for it back.
if [ -z "${KASKADO_SIGNALS:-}" ] && env --default-signal=INT,TERM true 2>/dev/null; then
    KASKADO_SIGNALS=default exec env --default-signal=INT,TERM "$BASH" "$0" "$@"
fi
unset KASKADO_SIGNALS

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

usage() {
    cat <<'TEXT'
Usage: run.sh [options]
  --port-offset N   a multiple of 100, added to every port (default 0)
  --bind ADDRESS    address to listen on (default 127.0.0.1); any other needs the access token and redirects to https
  --jdk DIR         the JDK to use, 17 or newer (default JAVA_HOME, else java on the path)
  --data DIR        where state lives (default ./data)
  --heap SIZE       heap of the server's Java, as 512m or 2g (default 1g)
  --tls-cert FILE   PEM certificate chain for https, and
  --tls-key FILE    its unencrypted PEM key (default: a self-made certificate in <data>/secrets)
  --offline         never use the network to build
  --help            this text
Environment: KASKADO_JAVA_OPTS (more options for the server's Java), KASKADO_PLAN_B=1 (build on the full WildFly
distribution instead of the trimmed one).
TEXT
}

fail() {
    echo "$1" >&2
    exit "${2:-1}"
}

# ---------------------------------------------------------------------------------------------------------- options
offset=0 bind=127.0.0.1 jdk="" data=./data heap=1g offline="" cert="" key=""
while [ $# -gt 0 ]; do
    option=$1
    case $option in
        --offline) offline=yes; shift; continue ;;
        --help|-h) usage; exit 0 ;;
        --*=*) set -- "${option%%=*}" "${option#*=}" "${@:2}"; continue ;;
        --port-offset|--bind|--jdk|--data|--heap|--tls-cert|--tls-key) ;;
        *) usage >&2; fail "Unknown option '$option'." 2 ;;
    esac
    [ $# -ge 2 ] || fail "Option $option needs a value; see run.sh --help." 2
    value=$2
    case $option in
        --port-offset)
            [[ $value =~ ^[0-9]{1,5}$ ]] && [ $((10#$value % 100)) = 0 ] && [ $((10#$value)) -le 44000 ] \
                || fail "--port-offset '$value' is not allowed: expected a multiple of 100 from 0 to 44000." 2
            offset=$((10#$value)) ;;
        --bind) [ -n "$value" ] || fail "--bind needs an address." 2; bind=$value ;;
        --jdk) jdk=$value ;;
        --data) [ -n "$value" ] || fail "--data needs a folder." 2; data=$value ;;
        --heap)
            [[ $value =~ ^[1-9][0-9]*[mMgG]$ ]] || fail "--heap '$value' is not allowed: expected a size as 512m or 2g." 2
            heap=$value ;;
        --tls-cert) cert=$value ;;
        --tls-key) key=$value ;;
    esac
    shift 2
done
[ -n "$cert" ] && [ -z "$key" ] && fail "--tls-cert needs --tls-key as well." 2
[ -n "$key" ] && [ -z "$cert" ] && fail "--tls-key needs --tls-cert as well." 2

# -------------------------------------------------------------------------------------------------------------- JDK
if [ -n "$jdk" ]; then
    [ -x "$jdk/bin/java" ] || fail "--jdk $jdk holds no JDK: $jdk/bin/java is missing."
elif [ -n "${JAVA_HOME:-}" ]; then
    jdk=$JAVA_HOME
    [ -x "$jdk/bin/java" ] || fail "JAVA_HOME=$jdk holds no JDK: $jdk/bin/java is missing. Correct it or use --jdk DIR."
else
    java=$(command -v java || true)
    [ -n "$java" ] || fail "No JDK found: install JDK 17 or newer, set JAVA_HOME, or use --jdk DIR."
    java=$(readlink -f "$java")
    jdk=${java%/bin/java}
fi
jdk=$(cd "$jdk" && pwd -P)
[ -x "$jdk/bin/javac" ] || fail "$jdk is a Java runtime without a compiler; Kaskado needs a JDK, 17 or newer (--jdk DIR)."
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release" 2>/dev/null || true)
[ -n "$version" ] || version=$("$jdk/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] || fail "The JDK in $jdk is version ${version:-unknown}; Kaskado needs 17 or newer (--jdk DIR)."

# -------------------------------------------------------------------------------------------------------- data folder
mkdir -p "$data" 2>/dev/null || fail "The data folder $data cannot be made; choose another one with --data DIR."
data=$(cd "$data" && pwd -P) || fail "The data folder $data cannot be entered; choose another one with --data DIR."
case $data in
    *[\;\$\"\\]*) fail "The data folder '$data' has one of the characters ; \$ \" \\ in its name; choose another one with --data DIR." ;;
esac

# ------------------------------------------------------------------------------------------- build and server (once)
built() { # built FILE: is it there and newer than all sources
    [ -e "$1" ] || return 1
    local newer
    newer=$(cd "$root" && find pom.xml resource-adapter ejb-media web-content ear/pom.xml deploy/pom.xml deploy/server.cli \
        \( -name target -o -name node_modules \) -prune -o \
        -type f \( -path '*/src/main/*' -o -path '*/src/generator/*' -o -name pom.xml -o -name '*.cli' -o -name '*.ts' \) \
        -newer "$1" -print 2>/dev/null | head -n 1)
    [ -z "$newer" ]
}

build() {
    local log=$here/target/build.log flags=(-B -DskipTests -Pquick -Dskip.release=true)
    [ -n "$offline" ] && flags+=(-o)
    [ -n "${KASKADO_PLAN_B:-}" ] && flags+=(-Dplan-b)
    for tool in node npm; do
        command -v $tool >/dev/null || fail "The build needs Node 20 or newer with npm for the browser library, and there is no '$tool' on the path."
    done
    mkdir -p "$here/target"
    # A server that is older than its description is provisioned again.
    for part in pom.xml server.cli plan-b.sh; do
        [ "$here/$part" -nt "$server/.complete" ] && rm -f "$server/.complete"
    done
    echo "Building Kaskado and its server; the first time this fetches some 400 MB (log: $log)"
    if ! (cd "$root" && JAVA_HOME=$jdk ./mvnw "${flags[@]}" package -pl deploy -am </dev/null) 2>&1 | tee "$log" \
            | awk '/\[INFO\] Building / && /\[[0-9]+\/[0-9]+\]/ { sub(/.*Building /, "  "); print; fflush(); next }
                   /Downloaded from .*\([0-9.]+ MB/ { n = split($0, p, "/"); print "    fetched " p[n]; fflush(); next }
                   /\[ERROR\]/ && shown < 12 { shown++; print; fflush() }'; then
        fail "The build failed; the whole story is in $log."
    fi
}

if [ -e "$here/server/jboss-modules.jar" ]; then
    server=$here/server ear=$here/kaskado.ear # an unpacked release
else
    root=$(dirname "$here") server=$here/target/server ear=$here/target/kaskado.ear
    if ! built "$here/target/built" || [ ! -e "$ear" ] || [ ! -e "$server/.complete" ]; then
        build
    fi
fi

# ------------------------------------------------------------------------------------------------- ports, https, state
http=$((8080 + offset)) https=$((8443 + offset)) kurento=$((8888 + offset)) management=$((9990 + offset)) media=$((10000 + offset))
prepare=("data=$data" "bind=$bind" "ports=http:$http,https:$https,kurento:$kurento,management:$management")
grep -qs "^kaskado.media.port" "$data/kaskado.properties" || prepare[2]+=",media:$media"
[ -n "$cert" ] && prepare+=("cert=$cert" "key=$key")
"$jdk/bin/java" -XX:TieredStopAtLevel=1 -Xshare:auto "$here/Prepare.java" "${prepare[@]}" || exit 1

base=$data/server
rm -rf "$base/configuration" "$base/tmp" "$base/lib"
cp -R "$server/standalone/configuration" "$base/configuration"
# The first lines of a start, before the server has read its own settings: as quiet as the rest, and no list of properties.
sed -i.was -e 's/^handler.CONSOLE.level=.*/handler.CONSOLE.level=WARN/' -e 's/^handler.CONSOLE.formatter=.*/handler.CONSOLE.formatter=PATTERN/' \
    -e 's/^logger.org.jboss.as.config.level=.*/logger.org.jboss.as.config.level=WARN/' "$base/configuration/logging.properties"
# What an operator keeps in <data>/configuration (users, their own standalone.xml) is laid over the fresh copy.
[ -d "$data/configuration" ] && cp -R "$data/configuration/." "$base/configuration/"
cp "$ear" "$base/kaskado.ear"
mkdir -p "$base/log" "$base/lib/ext"
log=$base/log/server.log
seen=0
[ -e "$log" ] && seen=$(wc -c <"$log")

loopback=no
case $bind in 127.*|localhost|::1) loopback=yes ;; esac
redirect=yes
[ $loopback = yes ] && redirect=no
# A proxy that ends TLS itself speaks plain http to us.
grep -qsE '^[[:space:]]*kaskado\.trusted-proxies[[:space:]]*[=:][[:space:]]*[^[:space:]]' "$data/kaskado.properties" && redirect=no

options=(
    "-Xms128m" "-Xmx$heap" "-XX:MetaspaceSize=96m" "-XX:+ExitOnOutOfMemoryError" "-Djava.awt.headless=true"
    "--enable-native-access=ALL-UNNAMED"
    "--add-exports=java.desktop/sun.awt=ALL-UNNAMED" "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED"
    "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED" "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED"
    "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED"
    "--add-opens=java.base/java.lang=ALL-UNNAMED" "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED"
    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED" "--add-opens=java.base/java.io=ALL-UNNAMED"
    "--add-opens=java.base/java.net=ALL-UNNAMED" "--add-opens=java.base/java.security=ALL-UNNAMED"
    "--add-opens=java.base/java.util=ALL-UNNAMED" "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"
    "--add-opens=java.management/javax.management=ALL-UNNAMED" "--add-opens=java.naming/javax.naming=ALL-UNNAMED"
    "-Dorg.jboss.boot.log.file=$log" "-Dlogging.configuration=file:$base/configuration/logging.properties"
    "-Djboss.home.dir=$server" "-Djboss.server.base.dir=$base"
    "-Dkaskado.data=$data" "-Dkaskado.bind=$bind" "-Dkaskado.port-offset=$offset"
    "-Dkaskado.http.listener=$http" "-Dkaskado.https.listener=$https" "-Dkaskado.kurento.listener=$kurento"
    "-Dkaskado.https.redirect=$redirect" "-Djboss.tx.node.id=kaskado-$offset"
)
read -r -a more <<<"${KASKADO_JAVA_OPTS:-}"

# ---------------------------------------------------------------------------------------------------- start and watch
pid=""
stopping=""
stop() {
    stopping=yes
    trap '' INT TERM
    if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
        echo "Stopping Kaskado …"
        kill -TERM "$pid" 2>/dev/null || true
        for _ in $(seq 45); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        # Workers end by themselves when the server is gone, recordings closed.
        kill -KILL "$pid" 2>/dev/null && echo "The server did not stop within 4.5 s and was ended." >&2
        wait "$pid" 2>/dev/null || true
    fi
    rm -f "$base/pid"
}
trap 'stop; exit 0' INT TERM
trap '[ -n "$stopping" ] || stop' EXIT

set -m # the server gets a process group of its own: Ctrl-C reaches this script only
"$jdk/bin/java" "${options[@]}" "${more[@]}" -jar "$server/jboss-modules.jar" -mp "$server/modules" org.jboss.as.standalone \
    -b "$bind" -c standalone.xml -P "file:$base/start.properties" "-Djboss.socket.binding.port-offset=$offset" </dev/null &
pid=$!
set +m
echo "$pid" >"$base/pid"

probe=$bind
case $bind in 0.0.0.0) probe=127.0.0.1 ;; ::|0:0:0:0:0:0:0:0) probe=::1 ;; esac
name=$probe
case $probe in *:*) name="[$probe]" ;; esac

is_ready() {
    local status=""
    {
        printf 'GET /kaskado/health/ready HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$name" "$http" >&3
        IFS= read -r -t 5 status <&3
    } 3<>"/dev/tcp/$probe/$http" || return 1
    [[ $status == "HTTP/1.1 200"* ]]
}

complaints() { # what the log of this start says went wrong, without stack traces
    tail -c +$((seen + 1)) "$log" 2>/dev/null | grep -E ' (ERROR|FATAL) |kaskado\.[a-z.-]+ ' | cut -c1-600 | tail -n 12 >&2 || true
}

started_s=$SECONDS
until is_ready 2>/dev/null; do
    if ! kill -0 "$pid" 2>/dev/null; then
        complaints
        pid=""
        fail "Kaskado did not start: the server ended. The whole log is $log."
    fi
    # WFLYSRV0026 and WFLYSRV0056: the server is up, but a service or deployment failed.
    if tail -c +$((seen + 1)) "$log" 2>/dev/null | grep -qE 'WFLYSRV0026|WFLYSRV0056' && ! is_ready 2>/dev/null; then
        complaints
        fail "Kaskado did not start: see the lines above, or the whole log in $log."
    fi
    [ $((SECONDS - started_s)) -lt 180 ] || { complaints; fail "Kaskado was not ready after 180 s; the log is $log."; }
    sleep 0.2
done

shown=$name
[ $loopback = yes ] && [ "$bind" != ::1 ] && shown=localhost
[ "$bind" = 0.0.0.0 ] && shown=$(hostname 2>/dev/null || echo localhost)
if [ $redirect = yes ]; then
    echo "Kaskado is ready at https://$shown:$https/kaskado/"
    echo "The access token is in $data/secrets/access-token"
else
    echo "Kaskado is ready at http://$shown:$http/kaskado/"
fi

status=0
while kill -0 "$pid" 2>/dev/null; do
    wait "$pid" && status=0 || status=$?
done
pid=""
rm -f "$base/pid"
fail "The server ended by itself (status $status); its log is $log." 1
