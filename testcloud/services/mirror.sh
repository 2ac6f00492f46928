# shellcheck shell=bash
# The image mirror: Debian's docker-registry over the images of the cache, read-only, with TLS and without.
# Its CA belongs to this home: $MIRROR/ca.crt is what a cluster is given to trust.

mirror_certificate() {
  [ ! -s "$MIRROR/tls.crt" ] || return 0
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Test cloud mirror CA' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$MIRROR/ca.key" -out "$MIRROR/ca.crt" &&
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=Test cloud mirror' -keyout "$MIRROR/tls.key" -out "$MIRROR/tls.csr" &&
    openssl x509 -req -in "$MIRROR/tls.csr" -CA "$MIRROR/ca.crt" -CAkey "$MIRROR/ca.key" -CAcreateserial -days 3649 \
      -extfile <(printf 'subjectAltName=IP:%s\nextendedKeyUsage=serverAuth\n' "$GATEWAY_ADDRESS") -out "$MIRROR/tls.crt" &&
    chmod 600 "$MIRROR"/*.key && chmod 644 "$MIRROR"/*.crt
}

mirror_settings() { # PORT
  cat <<X
version: 0.1
log: {level: warn, accesslog: {disabled: false}}
storage:
  filesystem: {rootdirectory: $MIRROR/store}
  maintenance: {readonly: {enabled: true}, uploadpurging: {enabled: false}}
http:
  addr: $GATEWAY_ADDRESS:$1
X
}

mirror_configure() {
  mkdir -p "$MIRROR"
  mirror_certificate 2>"$LOG/mirror-certificate.log" || die "the mirror's certificate could not be made." "$LOG/mirror-certificate.log"
  { mirror_settings "${PORT[mirror]}"; echo "  tls: {certificate: $MIRROR/tls.crt, key: $MIRROR/tls.key}"; } >"$MIRROR/registry.yml"
  mirror_settings "${PORT[mirror-plain]}" >"$MIRROR/registry-plain.yml"
}

mirror_start() {
  local registry
  registry=$(unpacked_program docker-registry)/usr/bin/docker-registry
  # OTEL: this version would look for a collector.
  start mirror "$registry" serve "$MIRROR/registry.yml"
  start mirror-plain "$registry" serve "$MIRROR/registry-plain.yml"
}
