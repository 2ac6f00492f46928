#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Masters with Keystone as a way to sign in: the API server asks a webhook on its own machine whose token it was
# given. The webhook's certificate is the cluster authority's, made here: no key travels.
if ! is keystone_auth_enabled; then exit 0; fi
umask 077
folder=/etc/kubernetes/keystone-auth
# shellcheck disable=SC2154 # of node.sh
work=$run_dir/keystone-auth
mkdir -p "$folder" "$work"
secret ca_certificate >"$folder/ca.crt"
secret ca_key >"$work/ca.key"
openssl req -new -newkey rsa:2048 -nodes -subj /CN=keystone-auth -keyout "$folder/tls.key" -out "$work/tls.csr"
printf 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >"$work/extensions"
openssl x509 -req -in "$work/tls.csr" -CA "$folder/ca.crt" -CAkey "$work/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
  -days 3650 -extfile "$work/extensions" -out "$folder/tls.crt"
rm -rf "$work"
cat >"$folder/webhook.yaml" <<'CONF'
apiVersion: v1
kind: Config
clusters:
  - name: keystone
    cluster: {server: 'https://127.0.0.1:8443/webhook', certificate-authority: /etc/kubernetes/keystone-auth/ca.crt}
contexts:
  - {name: keystone, context: {cluster: keystone, user: apiserver}}
current-context: keystone
users:
  - {name: apiserver, user: {}}
CONF
