#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# The certificates of this master, by the cluster's authority: one as a server, good as long as the authority itself
# (its key lies on this machine, too, so a shorter life would guard nothing), and one as a client, thrown away when
# the boot is over, to ask the other masters' API with.
tls=/etc/docker/tls
# shellcheck disable=SC2154 # of node.sh
client=$run_dir/client
umask 077
mkdir -p "$tls" "$client"
chmod 0755 "$tls"

secret ca_certificate >"$tls/ca.pem"
chmod 0644 "$tls/ca.pem"
secret ca_key >"$client/ca-key.pem"
openssl x509 -in "$tls/ca.pem" -noout -checkend 0 >/dev/null || fail "The cluster's certificate authority has expired, or this node's clock is wrong."
# A day begun counts: a certificate of no days would have ended at once.
left_days=$((1 + ($(date -d "$(openssl x509 -in "$tls/ca.pem" -noout -enddate | cut -d = -f 2)" +%s) - $(date +%s)) / 86400))

names="DNS:localhost,DNS:$(hostname),IP:127.0.0.1,IP:$(node_value address)"
for address in "$(node_value public_address)" "$(setting api_private_address)" "$(setting api_public_address)"; do
  case ",$names," in *",IP:$address,"*) continue ;; esac
  if [ -n "$address" ]; then names="$names,IP:$address"; fi
done

# sign NAME SUBJECT USAGE TIME...: makes NAME-key.pem and NAME.pem
sign() {
  name=$1 subject=$2 extensions=$3
  shift 3
  openssl req -new -newkey rsa:2048 -nodes -sha256 -subj "$subject" -keyout "$name-key.pem" -out "$client/request.pem" 2>/dev/null
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n%b' "$extensions" >"$client/extensions"
  openssl x509 -req -in "$client/request.pem" -CA "$tls/ca.pem" -CAkey "$client/ca-key.pem" -set_serial "0x$(openssl rand -hex 16)" \
    -sha256 "$@" -extfile "$client/extensions" -out "$name.pem" 2>/dev/null
}
sign "$tls/server" "/O=docker/CN=$(hostname)" "extendedKeyUsage=serverAuth\nsubjectAltName=$names\n" -days "$left_days"
sign "$client/client" "/O=docker/CN=$(hostname)" 'extendedKeyUsage=clientAuth\n' -days 1
rm -f "$client/ca-key.pem" "$client/request.pem" "$client/extensions"
note "for $names"
