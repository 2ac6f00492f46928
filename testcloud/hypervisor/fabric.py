#!/usr/bin/python3
"""The network of the nodes that really boot: reads what should be, twice a second, and makes it so.

fabric.py NODES_FOLDER STATE_FOLDER MARIADB_PORT HAPROXY
While no node runs nothing is asked of the database. State: configuration and process id of each load balancer.
"""
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import pymysql  # noqa: E402

from hypervisor import balancer, network, node as node_records, topology  # noqa: E402
from hypervisor.database import Database  # noqa: E402
from hypervisor.processes import CommandFailed  # noqa: E402

ROUND_SECONDS = 0.3
# Even when nothing has changed on record: somebody may have changed what is there.
APPLY_AGAIN_SECONDS = 30
CHECK_SECONDS = 2


class Fabric:
    def __init__(self, nodes, state, database, haproxy):
        self.nodes, self.state, self.database, self.haproxy = nodes, state, database, haproxy
        self.mark = node_records.mark(nodes)
        self.applied, self.applied_at, self.checked_at = None, 0.0, 0.0

    def round(self):
        present = network.namespaces(self.mark)
        nodes = [node for node in node_records.load_all(self.nodes) if node.label in present] if present else []
        if not nodes and not present:
            return
        plan = topology.plan(self.database, nodes, self.mark)
        now = time.monotonic()
        essence = {name: _essence(one) for name, one in plan.items()}
        if essence != self.applied or now - self.applied_at > APPLY_AGAIN_SECONDS:
            former, self.applied = self.applied, None  # unless it succeeds
            network.apply(plan, self.mark)
            self.serve(plan)
            if essence != former:
                print(time.strftime('%T'), f'{len(nodes)} nodes, {len(plan) - len(nodes)} routers and load balancers', flush=True)
            self.applied, self.applied_at = essence, now
        if now - self.checked_at > CHECK_SECONDS:
            self.checked_at = now
            self.report(plan)

    def folder(self, name):
        return os.path.join(self.state, name)

    def serve(self, plan):
        balancers = {name: one['balancer'] for name, one in plan.items() if one['owner'] == 'balancer'}
        for name in set(os.listdir(self.state)) - set(balancers):
            shutil.rmtree(self.folder(name))
        for name, one in balancers.items():
            balancer.serve(name, self.folder(name), balancer.configuration(one, self.folder(name)), self.haproxy)

    def report(self, plan):
        for name, one in plan.items():
            if one['owner'] == 'balancer':
                for table, id, status in balancer.news(one['balancer'], balancer.states(self.folder(name))):
                    self.database.set_operating_status(table, id, status)


def _essence(one):
    """What of a plan is to be applied: a member's state is not."""
    if one['owner'] != 'balancer':
        return one
    return {'links': one['links'], 'configuration': balancer.configuration(one['balancer'], '')}


def main(nodes, state, port, haproxy):
    os.makedirs(state, exist_ok=True)
    fabric = Fabric(nodes, state, Database(int(port), os.environ['TESTCLOUD_PASSWORD']), haproxy)
    while True:
        try:
            fabric.round()
        except (CommandFailed, pymysql.MySQLError, OSError) as error:
            print(time.strftime('%T'), repr(error)[:600], flush=True)
            time.sleep(1)
        time.sleep(ROUND_SECONDS)


if __name__ == '__main__':
    main(*sys.argv[1:])
