#!/bin/sh
# Runs a command in a network namespace of its own: loopback and a veth pair, so that multicast works and nothing can reach out.
# Names the interface in CONCORD_TEST_NETWORK.
set -eu
if [ -n "${CONCORD_TEST_NETWORK:-}" ]; then exec "$@"; fi
for tool in unshare ip; do
  command -v "$tool" >/dev/null 2>&1 || { echo "The tests need \`$tool\` (on Debian: apt-get install util-linux iproute2)." >&2; exit 1; }
done
exec unshare --map-root-user --net sh -euc '
  ip link set lo up
  ip link add concord0 type veth peer name concord1
  ip address add 10.86.0.1/24 dev concord0
  ip link set concord0 up
  ip link set concord1 up
  ip route add default dev concord0
  CONCORD_TEST_NETWORK=concord0 exec "$@"
' sh "$@"
