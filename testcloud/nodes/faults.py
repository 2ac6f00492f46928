"""Faults that a test asks for, in a JSON file that may change at any time:

{"<part of a server's name>": "FAILURE: <reason>" | "silent" | {"delaySeconds": <number>}}

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
        parts = [part for part in self.faults if part in name]
        fault = self.faults[max(parts, key=len)] if parts else None
        if fault == 'silent':
            return None, ''
        if isinstance(fault, str) and fault.startswith('FAILURE'):
            return self.delay_seconds, fault.partition(':')[2].strip() or 'boot failed'
        if isinstance(fault, dict) and isinstance(fault.get('delaySeconds'), (int, float)):
            return fault['delaySeconds'], ''
        return self.delay_seconds, ''
