#!/usr/bin/python3
"""Fills the cloud, step by step: seed.py identity|resources|quotas|ready|node_images. What is there already is left alone."""
import sys
from importlib import import_module

STEPS = ('identity', 'resources', 'quotas', 'ready', 'node_images')

if __name__ == '__main__':
    for step in sys.argv[1:]:
        if step not in STEPS:
            raise SystemExit(f'There is no step {step}; there are {", ".join(STEPS)}.')
        import_module(step).seed()
