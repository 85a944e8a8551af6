#!/usr/bin/env bash
# Turns an unpacked WildFly distribution into Kaskado's server: plan-b.sh DISTRIBUTION SERVER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
rm -rf "$2"
mv "$1" "$2"
{
    echo "embed-server --server-config=standalone.xml --std-out=echo"
    cat "$here/server.cli"
    echo "stop-embedded-server"
} >"$2/kaskado.cli"
JAVA_OPTS="${JAVA_OPTS:-}" "$2/bin/jboss-cli.sh" --file="$2/kaskado.cli" --error-on-interact
rm -rf "$2/kaskado.cli" "$2/welcome-content" "$2/standalone/tmp" "$2/standalone/log" "$2/standalone/data" \
    "$2/standalone/configuration/standalone_xml_history"
