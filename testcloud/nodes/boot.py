"""The boot of one node that is no machine, as far as Heat can tell: what its user_data would have the node report is reported."""
import base64
import binascii
import email
import gzip
import re
import time
import urllib.parse

import requests

TIMEOUT_SECONDS = 60
TRIES = 5
# The curl_cli attribute of OS::Heat::WaitConditionHandle, however it is quoted in the text around it.
CURL = re.compile(r'X-Auth-Token:\s*([\w=.-]+).{0,400}?(https?://[^\s\'"\\]+/signal)', re.DOTALL)
# The handle's attributes `token` and `endpoint`, put into variables of their own.
TOKEN = re.compile(r'\bgAAAA[\w-]{60,}={0,2}')
ENDPOINT = re.compile(r'https?://[^\s\'"\\]+/signal')
BASE64_BLOCK = re.compile(r'[A-Za-z0-9+/]{200,}={0,2}')


def boot(server, failure=''):
    """Signals every wait condition that the server's user_data names, as a node does that goes through all of its steps:
    its progress, and that it is done; FAILURE with that reason when one is given.

    server: an unbooted.Server. Returns one line for each signal sent, for the log.
    """
    texts = readable_texts(server.user_data)
    signals = sorted({signal for text in texts for signal in signals_in(text)})
    status, reason = ('FAILURE', failure) if failure else ('SUCCESS', 'booted')
    lines = []
    for token, url in signals:
        for id in ('node',) if failure else ('progress', 'node'):
            answer = send_signal(token, url, {'status': status, 'reason': reason, 'data': server.name, 'id': id})
            lines.append(f'{server.name} {status} {answer} {id} {urllib.parse.unquote(url).rsplit("/resources/", 1)[-1]}')
    return lines or [f'{server.name} has no wait condition in its user_data']


def send_signal(token, url, body):
    """Returns the answer's status. Heat can be too busy to answer at once; a node's script would try again, too."""
    for attempt in range(TRIES):
        try:
            answer = requests.post(url, json=body, headers={'X-Auth-Token': token, 'Accept': 'application/json'}, timeout=TIMEOUT_SECONDS)
            if answer.status_code < 500:
                return answer.status_code
            status = answer.status_code
        except requests.RequestException as error:
            status = type(error).__name__
        time.sleep(1 + attempt)
    return status


def signals_in(text):
    """Pairs of token and URL."""
    found = CURL.findall(text)
    if found:
        return found
    tokens, urls = (list(dict.fromkeys(pattern.findall(text))) for pattern in (TOKEN, ENDPOINT))
    return list(zip(tokens, urls))


def readable_texts(raw):
    """The user_data, each part of it when it is multipart, and what lies in those as base64 or gzip."""
    text = unpacked(raw).decode('utf-8', 'replace')
    message = email.message_from_string(text)
    parts = [part.get_payload(decode=True) for part in message.walk()] if message.is_multipart() else []
    texts = [text, *(unpacked(part).decode('utf-8', 'replace') for part in parts if part)]
    inner = []
    for outer in texts:
        for block in BASE64_BLOCK.findall(outer):
            try:
                inner.append(unpacked(base64.b64decode(block, validate=True)).decode('utf-8', 'replace'))
            except (binascii.Error, OSError):
                continue
    # An ignition file keeps its contents percent-encoded.
    return [*texts, *inner, urllib.parse.unquote(text)]


def unpacked(raw):
    return gzip.decompress(raw) if raw[:2] == b'\x1f\x8b' else raw
