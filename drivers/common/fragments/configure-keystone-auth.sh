#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# The API server asks a webhook on its own machine whose Keystone token it was given. Its certificate is the
# cluster authority's, made here: no key travels.
folder=/etc/kubernetes/keystone-auth
pki=/etc/jeroboam/pki
mkdir -p "$folder"
umask 077
openssl req -new -newkey rsa:2048 -nodes -subj /CN=keystone-auth -keyout "$folder/tls.key" -out "$state_dir/keystone-auth.csr"
printf 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >"$state_dir/keystone-auth.ext"
openssl x509 -req -in "$state_dir/keystone-auth.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
  -days 3650 -extfile "$state_dir/keystone-auth.ext" -out "$folder/tls.crt"
cp "$pki/ca.crt" "$folder/ca.crt"
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
