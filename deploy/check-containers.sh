#!/usr/bin/env bash
# With the stack up: tries inside each container what whoever gets into it must not be able to do.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=
for service in postgres rabbitmq crm-service factura-service; do
    docker compose exec -T "$service" sh -s "$service" <<'INSIDE' || failed=yes
say() { echo "$service: $*" >&2; failed=yes; }
service=$1
failed=

[ "$(id -u)" != 0 ] || say "runs as root"
for folder in / /opt /etc; do
    ! (: >"$folder/written") 2>/dev/null || say "can write to $folder"
done
(: >/tmp/written) 2>/dev/null && rm /tmp/written || say "can not write to /tmp"
grep -q '^CapEff:[[:space:]]*0*$' /proc/1/status || say "has rights of the kernel: $(grep CapEff /proc/1/status)"
grep -q '^NoNewPrivs:[[:space:]]*1$' /proc/1/status || say "can gain rights"
[ -z "$failed" ]
INSIDE
done
[ -z "$failed" ] && echo "no container can do more than it must"
