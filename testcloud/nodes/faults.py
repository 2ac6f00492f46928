"""Faults that a test asks for, in a JSON file that may change at any time:

{"<part of a server's name>": "FAILURE: <reason>" | "silent" | {"delaySeconds": <number>} | {"diskMib": <number>},
 "lb:<part of a load balancer's name>": "ERROR"}

The longest part that occurs in the name counts.
"""
import json


class Faults:
    def __init__(self, path, delay_seconds):
        self.path = path
        self.delay_seconds = delay_seconds
        self.faults = {}

    def refresh(self):
        try:
            with open(self.path, encoding='utf-8') as file:
                read = json.load(file)
            if isinstance(read, dict):
                self.faults = read
        except FileNotFoundError:
            self.faults = {}
        except (OSError, ValueError):
            pass  # somebody is writing it; the next round reads it whole

    def plan(self, name):
        """Returns (seconds from ACTIVE until it reports, or None for never; the reason of a failure or '')."""
        fault = self._of(name)
        if isinstance(fault, str) and fault.startswith('FAILURE'):
            return self.delay_seconds, fault.partition(':')[2].strip() or 'boot failed'
        return self._delay(fault), ''

    def delay_of_machine(self, name):
        """Seconds until a machine that really boots is started, None for never."""
        return self._delay(self._of(name))

    def disk_mib(self, name):
        """The size of a machine's disk; 0 for no limit."""
        return self._number(self._of(name), 'diskMib', 0)

    def fails_load_balancer(self, name):
        return self._of(name, 'lb:') == 'ERROR'

    def _of(self, name, prefix=''):
        parts = [part for part in self.faults if part.startswith(prefix) and part.removeprefix(prefix) in name]
        return self.faults[max(parts, key=len)] if parts else None

    def _delay(self, fault):
        return None if fault == 'silent' else self._number(fault, 'delaySeconds', self.delay_seconds)

    @staticmethod
    def _number(fault, key, default):
        value = fault.get(key) if isinstance(fault, dict) else None
        return value if isinstance(value, (int, float)) else default
