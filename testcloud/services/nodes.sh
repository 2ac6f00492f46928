# shellcheck shell=bash
# The stand-in for the machines of images that do not boot.

nodes_start() {
  PYTHONUNBUFFERED=1 start nodes /usr/bin/python3 "$HERE/nodes/watch.py" "$NODES" "$NODE_DELAY_SECONDS"
}
