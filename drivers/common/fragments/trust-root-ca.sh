#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# A certificate authority of the site, for registries and proxies behind it.
pem=$(setting root_ca)
if [ -z "$pem" ]; then exit 0; fi

printf '%s\n' "$pem" >/usr/local/share/ca-certificates/cluster-root-ca.crt
update-ca-certificates
