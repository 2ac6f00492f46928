#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# Everything before this one has succeeded.
report SUCCESS "$(node_value role) is up"
