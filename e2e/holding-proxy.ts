import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands between a portal and the test cloud's Keystone and Heat and can hold one call, so that a process
 * can be killed exactly between two writes. Everything else passes through untouched, but for the catalog:
 * Heat's address in it becomes the proxy's own.
 */
export interface HoldingProxy {
  /** What the portal takes for Keystone. */
  authUrl: string;
  /**
   * Catches the next call that fits. `before`: it never reaches the cloud. `after`: the cloud has done it,
   * its answer is kept back.
   */
  hold(what: { method: string; path: RegExp; when: 'before' | 'after' }): { caught: Promise<void> };
  close(): Promise<void>;
}

interface Hold {
  method: string;
  path: RegExp;
  when: 'before' | 'after';
  caught: () => void;
}

const keystone = new URL(process.env.OS_AUTH_URL ?? 'http://127.0.0.1:5000/v3');
const heat = 'http://127.0.0.1:8004';

export async function startHoldingProxy(): Promise<HoldingProxy> {
  const holds: Hold[] = [];
  const held: ServerResponse[] = [];
  const server = createServer((incoming, outgoing) => {
    const at = holds.findIndex((hold) => hold.method === incoming.method && hold.path.test(incoming.url ?? ''));
    const [hold] = at >= 0 ? holds.splice(at, 1) : [];
    if (hold?.when === 'before') {
      held.push(outgoing);
      hold.caught();
      return;
    }
    forward(incoming, own(), (status, headers, body) => {
      if (hold) {
        held.push(outgoing);
        hold.caught();
        return;
      }
      outgoing.writeHead(status, headers).end(body);
    });
  });
  const own = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    authUrl: `${own()}${keystone.pathname}`,
    hold({ method, path, when }) {
      const caught = new Promise<void>((resolve) => holds.push({ method, path, when, caught: resolve }));
      return { caught };
    },
    async close() {
      for (const answer of held) answer.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(incoming: IncomingMessage, own: string, done: (status: number, headers: Record<string, string | string[]>, body: Buffer) => void): void {
  const path = incoming.url ?? '/';
  const target = path.startsWith('/heat/') ? new URL(path.slice('/heat'.length), heat) : new URL(path, keystone.origin);
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const upstream = httpRequest(target, { method: incoming.method, headers: { ...headers, 'accept-encoding': 'identity' } }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8').replaceAll(`${heat}/v1`, `${own}/heat/v1`);
      const body = Buffer.from(text, 'utf8');
      const kept = Object.fromEntries(
        Object.entries(answer.headers).filter(([name, value]) => value !== undefined && !['content-length', 'transfer-encoding', 'connection'].includes(name)),
      ) as Record<string, string | string[]>;
      done(answer.statusCode ?? 502, { ...kept, 'content-length': String(body.length) }, body);
    });
  });
  upstream.on('error', () => done(502, {}, Buffer.from('')));
  incoming.pipe(upstream);
}
