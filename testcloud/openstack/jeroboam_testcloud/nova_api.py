"""Nova's API, with a memory for the names of a server's security groups. Nova asks Neutron for them, twice, each time a server is
shown, and Heat looks at each server it makes once a second: three in ten of the requests that Neutron gets while tests run.
"""
import time

from nova.cmd import api_os_compute
from nova.network import security_group_api

GOOD_FOR_SECONDS = 10
MOST_ANSWERS = 1000

ask_neutron = security_group_api.get_instances_security_groups_bindings
answers = {}


def remembered(context, servers, detailed=False):
    question = (context.project_id, detailed, tuple(server['id'] for server in servers))
    asked_at, answer = answers.get(question, (None, None))
    # A server without any may not have its ports yet.
    if not answer or time.monotonic() - asked_at > GOOD_FOR_SECONDS:
        if len(answers) >= MOST_ANSWERS:
            answers.clear()
        answer = ask_neutron(context, servers, detailed)
        answers[question] = (time.monotonic(), answer)
    return answer


def main():
    security_group_api.get_instances_security_groups_bindings = remembered
    api_os_compute.main()
