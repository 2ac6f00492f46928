#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# Ansible needs Python on the node and a user that may do all without a password.
command -v python3 >/dev/null || fail "The image has no Python 3, which Ansible needs. Use another image."
user=$(setting ssh_user)
id "$user" >/dev/null 2>&1 || fail "The image has no user $user. Set the label ssh_user to the one it lets in."
su "$user" -s /bin/sh -c 'sudo -n true' || fail "The user $user may not become root without a password, which Ansible needs. Set the label ssh_user or use another image."
note "$(python3 --version), user $user"
