#!/usr/bin/python3
"""Takes the power from every node and takes the fabric down: end.py NODES_FOLDER. The nodes' disks stay, but for those in memory."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hypervisor import container, disk, network, node as node_records, volumes  # noqa: E402

if __name__ == '__main__':
    for node in node_records.load_all(sys.argv[1]):
        container.kill(node)
        disk.unmount(node, with_disk=True)
        for volume_id in node.volumes:
            volumes.release(node, volume_id)
    for name in network.namespaces(node_records.mark(sys.argv[1])):
        network.remove_namespace(name)
