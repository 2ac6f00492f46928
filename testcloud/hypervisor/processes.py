"""Processes and commands. A process is known by its pid and its start time: a pid alone may have been given to another."""
import os
import subprocess


class CommandFailed(Exception):
    pass


def run(*command, text=None):
    """Returns what the command printed; CommandFailed with its last words when it fails."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f'{" ".join(command)[:300]}: {done.stderr.strip()[-500:] or done.returncode}')
    return done.stdout


def birth_of(pid):
    """Ticks from the machine's boot to the start of the process; None when it is gone or a zombie."""
    try:
        with open(f'/proc/{pid}/stat', encoding='ascii', errors='replace') as file:
            fields = file.read().rpartition(') ')[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == 'Z' else int(fields[19])


def is_first_of_its_namespace(pid):
    """Whether this is the pid 1 of a container, seen from outside."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii', errors='replace') as file:
            pids = next(line for line in file if line.startswith('NSpid:')).split()[1:]
    except (FileNotFoundError, ProcessLookupError, StopIteration):
        return False
    return len(pids) == 2 and pids[1] == '1'


def signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
