"""In the place of k8s-keystone-auth, whose image no registry here has: answers the API server's TokenReviews by asking
Keystone. Arguments: Keystone's URL, folder of tls.crt and tls.key."""
import http.server
import json
import ssl
import sys
import urllib.request

keystone, folder = sys.argv[1:]


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        review = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        answer = json.dumps({**review, 'status': status_of(review['spec']['token'])}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def status_of(token):
    request = urllib.request.Request(f'{keystone}/auth/tokens', headers={'X-Auth-Token': token, 'X-Subject-Token': token})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            known = json.load(answer)['token']
    except OSError:
        return {'authenticated': False}
    return {'authenticated': True, 'user': {'username': known['user']['name'], 'uid': known['user']['id'], 'groups': [known['project']['id']]}}


server = http.server.HTTPServer(('127.0.0.1', 8443), Webhook)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(f'{folder}/tls.crt', f'{folder}/tls.key')
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
