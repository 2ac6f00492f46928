#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# The first master has the installer make this cluster's own packages and gives them to all nodes, itself included:
# made on each node, they might differ.
if ! is first; then exit 0; fi
# shellcheck disable=SC2154 # of node.sh
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
mkdir -p /opt/dcos/genconf
cd /opt/dcos
address=$(setting dcos_installer)
if [ ! -s dcos_generate_config.sh ]; then
  [ -n "$address" ] || fail "The image has no /opt/dcos/dcos_generate_config.sh, and no mirror is set to take it from. Set the label dcos_installer."
  retry 3 10 curl --silent --show-error --fail --location --connect-timeout 10 --max-time 1800 --output dcos_generate_config.sh "$address" ||
    fail "The installer of DC/OS is not to be had from $address. Check the label dcos_installer."
fi

first=$(setting master_addresses | head -n 1)
list() { for item in $1; do printf '  - "%s"\n' "$item"; done; }
{
  cat <<CONF
cluster_name: "$(setting cluster_name)"
bootstrap_url: "http://$first:$(setting bootstrap_port)"
exhibitor_storage_backend: static
master_discovery: static
oauth_enabled: "false"
telemetry_enabled: "false"
check_time: "true"
master_list:
CONF
  list "$(setting master_addresses)"
  echo 'resolvers:'
  resolvers=$(setting dns_nameservers)
  list "${resolvers:-$(awk '$1 == "nameserver" { print $2 }' /etc/resolv.conf)}"
  if [ -n "$(setting http_proxy)$(setting https_proxy)" ]; then
    printf 'use_proxy: "true"\nhttp_proxy: "%s"\nhttps_proxy: "%s"\nno_proxy:\n' "$(setting http_proxy)" "$(setting https_proxy)"
    # shellcheck disable=SC2154 # of the proxy's file
    list "$(printf '%s' "$no_proxy" | tr ',' '\n')"
  fi
} >genconf/config.yaml
# Each node must know its own address by the same script.
cat >genconf/ip-detect <<CONF
#!/bin/sh
ip -4 route get $first | sed -n 's/.* src \([0-9.]*\).*/\1/p; s/^local .* src \([0-9.]*\).*/\1/p' | head -n 1
CONF
chmod 0755 genconf/ip-detect
bash dcos_generate_config.sh --genconf || fail "The installer of DC/OS does not take this cluster's configuration. The last lines of its log say why."

id dcos-bootstrap >/dev/null 2>&1 || useradd --system --no-create-home --shell /sbin/nologin dcos-bootstrap
printf 'BOOTSTRAP_PORT=%s\n' "$(setting bootstrap_port)" >/etc/dcos-bootstrap.env
chmod -R a+rX /opt/dcos/genconf/serve
chmod a+x /opt/dcos /opt/dcos/genconf
# shellcheck disable=SC2154 # of node.sh
install -m 0644 "$boot_dir/units/dcos-bootstrap.service" /etc/systemd/system/dcos-bootstrap.service
systemctl daemon-reload
systemctl enable --quiet dcos-bootstrap.service
systemctl restart dcos-bootstrap.service
