import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { dropForgedAddresses } from './drop-forged-addresses.ts';

const emit = Server.prototype.emit;

/** What a server sees of X-Forwarded-For when a client sends one. */
async function seenByServer(): Promise<string> {
  const server = createServer((request, response) => response.end(String(request.headers['x-forwarded-for'])));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'X-Forwarded-For': '6.6.6.6' } });
  const seen = await answer.text();
  await new Promise((resolve) => server.close(resolve));
  return seen;
}

describe('an address the client invented', () => {
  afterAll(() => {
    Server.prototype.emit = emit;
  });

  it('does not reach the portal where no proxy is trusted, and is left to the proxies where some are', async () => {
    dropForgedAddresses(1);
    expect(await seenByServer()).toBe('6.6.6.6');
    dropForgedAddresses(0);
    expect(await seenByServer()).toBe('undefined');
  });
});
