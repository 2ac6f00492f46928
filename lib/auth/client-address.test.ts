import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

describe('the address failures are counted by', () => {
  it('is the connection’s own without a proxy', () => {
    expect(clientAddress('192.0.2.7', 0)).toBe('192.0.2.7');
  });

  it('is what the trusted proxy saw, whatever the client wrote before it', () => {
    expect(clientAddress('10.0.0.1, 198.51.100.4, 192.0.2.7', 1)).toBe('192.0.2.7');
    expect(clientAddress('10.0.0.1, 198.51.100.4, 192.0.2.7', 2)).toBe('198.51.100.4');
  });

  it('is the first hop when there are fewer hops than trusted proxies', () => {
    expect(clientAddress('192.0.2.7', 3)).toBe('192.0.2.7');
  });

  it('is one and the same for all whose address is unknown', () => {
    expect(clientAddress(null, 0)).toBe('unknown');
    expect(clientAddress(' , ', 1)).toBe('unknown');
  });
});
