#!/usr/bin/env bash
# The portability proof: the same EAR on Payara Server 6. Deploys, asks for health, redeploys, asks again.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$root/it/target/payara
version=$(sed -n 's:.*<version.payara>\(.*\)</version.payara>.*:\1:p' "$root/pom.xml")
base=${KASKADO_PAYARA_PORT_BASE:-15000}

mkdir -p "$work"
if [ ! -x "$work/payara6/bin/asadmin" ]; then
    (cd "$root" && ./mvnw -q -B org.apache.maven.plugins:maven-dependency-plugin:unpack \
        "-Dartifact=fish.payara.distributions:payara:$version:zip" "-DoutputDirectory=$work")
    chmod +x "$work"/payara6/bin/* "$work"/payara6/glassfish/bin/*
fi
asadmin=$work/payara6/bin/asadmin
domain=kaskado
stop() {
    "$asadmin" stop-domain --kill=true $domain >/dev/null 2>&1 || true
}
trap stop EXIT

rm -rf "$work/payara6/glassfish/domains/$domain"
"$asadmin" create-domain --nopassword=true --portbase "$base" $domain >/dev/null
"$asadmin" start-domain $domain >/dev/null
admin=$((base + 48)) http=$((base + 80))

well() {
    for _ in $(seq 60); do
        curl -fs -m 5 "http://127.0.0.1:$http/kaskado/health/ready" >/dev/null && return
        sleep 1
    done
    echo "Kaskado is not ready on Payara; its log:" >&2
    tail -n 40 "$work/payara6/glassfish/domains/$domain/logs/server.log" >&2
    return 1
}
"$root/deploy/payara.sh" "$work/payara6" --port "$admin"
well
"$root/deploy/payara.sh" "$work/payara6" --port "$admin"
well
echo "Payara $version: deployed, ready, redeployed, ready."
