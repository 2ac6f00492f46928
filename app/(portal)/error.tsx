'use client';

import { PageFailure } from '#components/frame/page-failure.tsx';

export default function PortalErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageFailure error={error} retry={reset} />;
}
