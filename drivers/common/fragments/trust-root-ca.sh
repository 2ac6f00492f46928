#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# A certificate authority of the site, for the cloud's API, registries and proxies behind it.
pem=$(setting root_ca)
if [ -z "$pem" ]; then exit 0; fi

printf '%s\n' "$pem" | openssl x509 -noout -checkend 0 >/dev/null 2>&1 ||
  fail "The root certificate authority of the cluster template is no PEM certificate, or has expired."

if command -v update-ca-trust >/dev/null; then
  printf '%s\n' "$pem" >/etc/pki/ca-trust/source/anchors/jeroboam-root-ca.crt
  update-ca-trust
elif [ -d /usr/local/share/ca-certificates ]; then
  printf '%s\n' "$pem" >/usr/local/share/ca-certificates/jeroboam-root-ca.crt
  update-ca-certificates
else
  printf '%s\n' "$pem" >/etc/ssl/certs/jeroboam-root-ca.pem
  update-ca-certificates
fi
# What signs in to the cloud from inside a container finds it here.
printf '%s\n' "$pem" >/etc/jeroboam/root-ca.crt
note 'the root CA is trusted'
