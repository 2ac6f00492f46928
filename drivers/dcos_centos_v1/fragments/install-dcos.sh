#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# DC/OS by its own installer, as the first master gives it out.
if [ -e /opt/mesosphere/bin/dcos-shell ]; then exit 0; fi
bootstrap="http://$(setting master_addresses | head -n 1):$(setting bootstrap_port)"
# shellcheck disable=SC2154 # of node.sh
script=$run_dir/dcos_install.sh
fetch() { curl --silent --show-error --fail --noproxy '*' --connect-timeout 5 --max-time 60 --output "$script" "$bootstrap/dcos_install.sh"; }
retry 360 5 fetch || fail "The first master did not give out the installer of DC/OS within 30 minutes."
if [ "$(node_value role)" = master ]; then role=master; else role=slave; fi
bash "$script" "$role" || fail "The installer of DC/OS did not succeed. The last lines of its log say why."
