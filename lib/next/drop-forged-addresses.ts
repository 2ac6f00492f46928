import 'server-only';
import { IncomingMessage, Server } from 'node:http';

/**
 * Without a trusted proxy in front, X-Forwarded-For can only be the client's own invention. Next.js keeps
 * it when it is there and fills it from the connection when it is not (base-server.js), so it is removed
 * before Next.js sees the request: failed sign-ins are then counted by the real address.
 */
export function dropForgedAddresses(trustedProxies: number): void {
  if (trustedProxies > 0) return;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function dropThenEmit(this: Server, event: string | symbol, ...values: unknown[]) {
    const [request] = values;
    if (event === 'request' && request instanceof IncomingMessage) delete request.headers['x-forwarded-for'];
    return Reflect.apply(emit, this, [event, ...values]) as boolean;
  };
}
