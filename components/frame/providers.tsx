'use client';

import { useState, type ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';

interface ProvidersProps {
  /** Of this request's Content-Security-Policy: dialogs add style elements while they lock scrolling. */
  nonce: string;
  children: ReactNode;
}

export function Providers({ nonce, children }: ProvidersProps) {
  const [client] = useState(makeQueryClient);
  if (typeof window !== 'undefined') {
    // Read by get-nonce, which the scroll lock under radix dialogs asks.
    (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ ??= nonce;
  }
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
