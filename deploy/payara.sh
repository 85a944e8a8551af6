#!/usr/bin/env bash
# Puts Kaskado on a Payara Server 6 that runs already: payara.sh PAYARA_HOME [--port ADMIN_PORT] [--foreign]
# --foreign prepares applications of your own: the API jars go to the domain's lib and the resource adapter is deployed
# by itself, beside an EAR without them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

fail() {
    echo "$1" >&2
    exit 1
}

[ $# -ge 1 ] || fail "Usage: payara.sh PAYARA_HOME [--port ADMIN_PORT] [--foreign]"
home=$1 port=4848 foreign=""
shift
while [ $# -gt 0 ]; do
    case $1 in
        --port) [ $# -ge 2 ] || fail "--port needs a number."; port=$2; shift 2 ;;
        --foreign) foreign=yes; shift ;;
        *) fail "Unknown option '$1'." ;;
    esac
done
asadmin=$home/bin/asadmin
[ -x "$asadmin" ] || fail "$home holds no Payara Server: $asadmin is missing."
ear=$here/kaskado.ear
[ -e "$ear" ] || ear=$here/target/kaskado.ear
[ -e "$ear" ] || fail "kaskado.ear is neither in $here nor in $here/target; build it by ./mvnw package."

admin() {
    "$asadmin" --interactive=false --port "$port" "$@"
}
admin uptime >/dev/null || fail "No Payara Server answers on admin port $port; start it by '$asadmin start-domain'."

# Bodies are capped by kaskado.upload.max-bytes, and idle WebSockets live longer than the default.
admin set server-config.network-config.protocols.protocol.http-listener-1.http.max-post-size-bytes=-1 >/dev/null
admin set server-config.network-config.protocols.protocol.http-listener-1.http.websockets-support-enabled=true >/dev/null
admin set server-config.network-config.protocols.protocol.http-listener-1.http.timeout-seconds=330 >/dev/null

if [ -z "$foreign" ]; then
    admin deploy --force=true --name kaskado "$ear"
    echo "Kaskado is deployed; its data folder is kaskado.data (default: ./data of the domain's process)."
    exit 0
fi

command -v zip >/dev/null && command -v unzip >/dev/null || fail "--foreign needs the commands zip and unzip."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q "$ear" -d "$work/ear"
libraries=$(admin list-domains --long=false >/dev/null 2>&1; echo "$home/glassfish/domains/${PAYARA_DOMAIN:-domain1}/lib")
cp "$work"/ear/lib/*.jar "$libraries/"
mv "$work/ear/kaskado-ra.rar" "$work/kaskado-ra.rar"
rm -rf "$work/ear/lib"
sed -i.was -e '/<connector>/d' "$work/ear/META-INF/application.xml"
perl -0pi -e 's/<module>\s*<\/module>//g' "$work/ear/META-INF/application.xml"
rm -f "$work/ear/META-INF/application.xml.was"
(cd "$work/ear" && zip -qr ../kaskado.ear .)
"$asadmin" restart-domain "${PAYARA_DOMAIN:-domain1}"
admin deploy --force=true --name kaskado-ra "$work/kaskado-ra.rar"
admin deploy --force=true --name kaskado "$work/kaskado.ear"
echo "Kaskado is deployed; applications with content handlers find its API in $libraries."
