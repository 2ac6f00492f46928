import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureOf } from './expect-failure.ts';
import { makeTransport, type Transport, type TransportInit } from './http.ts';

/** Answers no real service can be brought to give. */
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function transportTo(listener: RequestListener, init: Partial<TransportInit> = {}): Promise<Transport> {
  return makeTransport({ service: 'heat', baseUrl: await serve(listener), token: 'the-token', ...init });
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const shape = z.object({ stacks: z.array(z.object({ id: z.string() })) });
const options = { subject: 'stack list' };

describe('a service that misbehaves', () => {
  it('that never answers is TIMED_OUT at the time given', async () => {
    const transport = await transportTo(() => undefined);
    const started = performance.now();
    const error = await failureOf(transport.get('/stacks', shape, { ...options, timeoutMs: 150 }));
    expect(error.code).toBe('TIMED_OUT');
    expect(error.retryable).toBe(true);
    expect(error.userMessage).toBe("The cloud's orchestration service (Heat) did not answer in time (stack list). Try again in a minute.");
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('that stops in the middle of its body is TIMED_OUT too', async () => {
    const transport = await transportTo((_request, response) => void response.write('{"stacks": ['));
    expect((await failureOf(transport.get('/stacks', shape, { ...options, timeoutMs: 150 }))).code).toBe('TIMED_OUT');
  });

  it('that is not there is UNREACHABLE', async () => {
    const transport = makeTransport({ service: 'nova', baseUrl: 'http://127.0.0.1:1', token: null });
    const error = await failureOf(transport.get('/x', shape, options));
    expect(error.code).toBe('UNREACHABLE');
    expect(error.userMessage).toContain('compute service (Nova) cannot be reached');
  });

  it('behind a proxy that answers 502 with HTML is UNREACHABLE, without a word of the HTML', async () => {
    const transport = await transportTo((_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><head><title>502</title></head><body><h1>502</h1>upstream <b>died</b></body></html>');
    });
    const error = await failureOf(transport.get('/stacks', shape, options));
    expect(error.code).toBe('UNREACHABLE');
    expect(error.userMessage).not.toContain('<');
    expect(error.message).toContain('upstream died');
  });

  it.each([
    ['truncated JSON', '{"stacks": [{"id": "a"}'],
    ['JSON of a wrong shape', '{"stacks": [{"id": 7}]}'],
    ['HTML with status 200', '<html>sign in</html>'],
    ['nothing', ''],
  ])('that answers %s is UNEXPECTED_RESPONSE, with the request id and without the body', async (_what, body) => {
    const transport = await transportTo((_request, response) => {
      response.writeHead(200, { 'x-openstack-request-id': 'req-1' }).end(body);
    });
    const error = await failureOf(transport.get('/stacks', shape, options));
    expect(error.code).toBe('UNEXPECTED_RESPONSE');
    expect(error.requestId).toBe('req-1');
    expect(error.message).not.toContain('sign in');
  });

  it('that sends an endless error body is read no further than needed', async () => {
    let sent = 0;
    const chunk = 'x'.repeat(64 * 1024);
    const transport = await transportTo((_request, response) => {
      response.writeHead(400);
      const more = (): void => {
        if (response.destroyed) return;
        sent += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const error = await failureOf(transport.get('/stacks', shape, { ...options, timeoutMs: 5_000 }));
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message.length).toBeLessThan(2_000);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('redirects', () => {
  it('to another host are refused, so that the token is not carried there', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await serve((request, response) => {
      seen.push(request.headers['x-auth-token']?.toString());
      response.end('{"stacks": []}');
    });
    const transport = await transportTo((_request, response) => void response.writeHead(302, { location: `${elsewhere}/stacks` }).end());
    const error = await failureOf(transport.get('/stacks', shape, options));
    expect(error.code).toBe('MISCONFIGURED');
    expect(seen).toEqual([]);
  });

  it('within the host are followed once, for reading only', async () => {
    const transport = await transportTo((request, response) => {
      if (request.url === '/new') response.end('{"stacks": []}');
      else response.writeHead(302, { location: '/new' }).end();
    });
    expect(await transport.get('/old', shape, options)).toEqual({ stacks: [] });
    expect((await failureOf(transport.run('DELETE', '/old', undefined, options))).code).toBe('UNEXPECTED_RESPONSE');
    const loop = await transportTo((_request, response) => void response.writeHead(302, { location: '/again' }).end());
    expect((await failureOf(loop.get('/x', shape, options))).code).toBe('UNEXPECTED_RESPONSE');
  });
});

describe('a connection that breaks', () => {
  function breaksFirst(seen: string[]): RequestListener {
    return (request, response) => {
      seen.push(request.method ?? '');
      if (seen.length === 1) request.socket.destroy();
      else response.end('{"stacks": []}');
    };
  }

  it('is tried once more when reading', async () => {
    const seen: string[] = [];
    const transport = await transportTo(breaksFirst(seen));
    expect(await transport.get('/stacks', shape, options)).toEqual({ stacks: [] });
    expect(seen).toEqual(['GET', 'GET']);
  });

  it('is not tried again when writing, since the first may have been heard', async () => {
    const seen: string[] = [];
    const transport = await transportTo(breaksFirst(seen));
    expect((await failureOf(transport.send('POST', '/stacks', {}, shape, options))).code).toBe('UNREACHABLE');
    expect(seen).toEqual(['POST']);
  });
});

it('sends the token and the microversion, and tells when the token is refused', async () => {
  let refused = 0;
  let status = 200;
  const headers: (string | string[] | undefined)[] = [];
  const transport = await transportTo(
    (request, response) => {
      headers.push(request.headers['x-auth-token'], request.headers['openstack-api-version']);
      response.writeHead(status).end('{"stacks": []}');
    },
    { headers: { 'OpenStack-API-Version': 'compute 2.79' }, onTokenRefused: () => (refused += 1) },
  );
  await transport.get('/stacks', shape, { ...options, query: { a: 1, b: undefined } });
  expect(headers).toEqual(['the-token', 'compute 2.79']);
  expect(refused).toBe(0);
  status = 401;
  const error = await failureOf(transport.get('/stacks', shape, options));
  expect(error.code).toBe('UNAUTHENTICATED');
  expect(error.message).not.toContain('the-token');
  expect(refused).toBe(1);
});
