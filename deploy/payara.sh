#!/usr/bin/env bash
# Puts Kaskado on a Payara Server 6 that runs already: payara.sh PAYARA_HOME [--port ADMIN_PORT] [--foreign]
# --foreign prepares applications of your own: the API jars become libraries of the domain, the resource adapter is
# deployed by itself, beside an EAR without them. The domain is started anew when the libraries have changed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

fail() {
    echo "$1" >&2
    exit 1
}

usage="Usage: payara.sh PAYARA_HOME [--port ADMIN_PORT] [--foreign]"
[ $# -ge 1 ] || fail "$usage"
home=$1 port=4848 foreign=""
shift
while [ $# -gt 0 ]; do
    case $1 in
        --port) [ $# -ge 2 ] || fail "--port needs a number."; port=$2; shift 2 ;;
        --foreign) foreign=yes; shift ;;
        *) fail "Unknown option '$1'. $usage" ;;
    esac
done
asadmin=$home/bin/asadmin
[ -x "$asadmin" ] || fail "$home holds no Payara Server: $asadmin is missing."
ear=$here/kaskado.ear
[ -e "$ear" ] || ear=$here/target/kaskado.ear
[ -e "$ear" ] || fail "kaskado.ear is neither in $here nor in $here/target; build it by ./mvnw package."

admin() {
    "$asadmin" --interactive=false --terse=true --port "$port" "$@"
}
admin uptime >/dev/null || fail "No Payara Server answers on admin port $port; start it by '$asadmin start-domain'."
# uptime says nothing of the folder: the list of system properties of the JVM does
domain=$(admin generate-jvm-report --type=summary | sed -n 's/^ *com\.sun\.aas\.instanceRoot *= *//p' | head -n 1)

# Bodies are capped by kaskado.upload.max-bytes, and idle WebSockets live longer than the default.
listener=server-config.network-config.protocols.protocol.http-listener-1.http
admin set $listener.max-post-size-bytes=-1 $listener.websockets-support-enabled=true $listener.timeout-seconds=330 >/dev/null

is_deployed() {
    admin list-applications | grep -q "^$1[[:space:]]"
}

remove() { # remove APPLICATION
    is_deployed "$1" || return 0
    admin undeploy --cascade=true "$1"
}

if [ -z "$foreign" ]; then
    remove kaskado-ra
    admin deploy --force=true --name kaskado "$ear"
    echo "Kaskado is deployed; its data folder is kaskado.data (default: data in the configuration folder of the domain)."
    exit 0
fi

# ------------------------------------------------------------------------------- three parts: libraries, adapter, EAR
jar=${JAVA_HOME:+$JAVA_HOME/bin/}jar
command -v "$jar" >/dev/null || fail "--foreign needs the command jar of a JDK: set JAVA_HOME, or put it on the path."
[ -d "$domain/lib" ] || fail "The folder of the domain is not on this machine ('$domain'): run payara.sh where Payara runs."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/ear" "$work/ejb"
(cd "$work/ear" && "$jar" xf "$ear" && mv kaskado-ra.rar lib "$work/")
(cd "$work/ejb" && "$jar" xf "$work/ear/kaskado-ejb.jar")

# The EAR without the adapter and the libraries.
tr '\n' ' ' <"$work/ear/META-INF/application.xml" \
    | sed -e 's:<module> *<connector>[^<]*</connector> *</module>::' -e 's:<library-directory>[^<]*</library-directory>::' >"$work/application.xml"
mv "$work/application.xml" "$work/ear/META-INF/application.xml"
# Its beans use the adapter that stands alone.
sed -i.was 's:kaskado#kaskado-ra:kaskado-ra:' "$work/ejb/META-INF/glassfish-ejb-jar.xml"
sed -i.was 's:</enterprise-beans>:<session><ejb-name>MediaPipelines</ejb-name><connection-factory>\
<name>java\:global/kaskado/MediaConnectionFactory</name><interface-name>org.kaskado.connector.MediaConnectionFactory</interface-name>\
<resource-adapter>kaskado-ra</resource-adapter><max-pool-size>8</max-pool-size><min-pool-size>0</min-pool-size>\
<transaction-support>NoTransaction</transaction-support></connection-factory></session>&:' "$work/ejb/META-INF/ejb-jar.xml"
rm -f "$work"/ejb/META-INF/*.was
"$jar" cfm "$work/ear/kaskado-ejb.jar" "$work/ejb/META-INF/MANIFEST.MF" -C "$work/ejb" .
"$jar" cfm "$work/kaskado.ear" "$work/ear/META-INF/MANIFEST.MF" -C "$work/ear" .

remove kaskado
remove kaskado-ra
changed=""
for library in "$work"/lib/*.jar; do
    cmp -s "$library" "$domain/lib/$(basename "$library")" && continue
    cp "$library" "$domain/lib/"
    changed=yes
done
if [ -n "$changed" ]; then
    echo "Starting the domain anew, with Kaskado's libraries"
    "$asadmin" --terse=true restart-domain --domaindir "$(dirname "$domain")" "$(basename "$domain")"
fi
admin deploy --name kaskado-ra "$work/kaskado-ra.rar"
admin deploy --name kaskado "$work/kaskado.ear"
echo "Kaskado is deployed; applications with content handlers find its API in $domain/lib."
