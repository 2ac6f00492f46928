#!/usr/bin/python3
"""Stands in for the first boot of every server of which the hypervisor makes no machine. How, is boot.py's.

watch.py NODES_FOLDER [DELAY_SECONDS]
The hypervisor leaves what it knows of such a server in NODES_FOLDER/unbooted (unbooted.py). Reads NODES_FOLDER/faults.json each
round.
"""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import unbooted
from boot import boot
from faults import Faults

ROUND_SECONDS = 0.3


class Watch:
    def __init__(self, folder, delay_seconds):
        self.folder = folder
        self.faults = Faults(os.path.join(folder, 'faults.json'), delay_seconds)
        self.pool = ThreadPoolExecutor(8)

    def round(self):
        self.faults.refresh()
        for server in unbooted.waiting(self.folder):
            delay, failure = self.faults.plan(server.name)
            if delay is not None and time.time() - server.since >= delay:
                # Before it boots: nothing boots twice, whatever becomes of this process.
                unbooted.forget(self.folder, server.id)
                self.pool.submit(self.boot, server, failure)

    def boot(self, server, failure):
        try:
            for line in boot(server, failure):
                print(time.strftime('%T'), line, flush=True)
        except Exception as error:  # one server that cannot be read must not end the others
            print(time.strftime('%T'), server.name, repr(error)[:300], flush=True)


if __name__ == '__main__':
    watch = Watch(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 2)
    while True:
        watch.round()
        time.sleep(ROUND_SECONDS)
