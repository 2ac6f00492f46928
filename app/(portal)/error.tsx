'use client';

import { PageFailure } from '#components/frame/page-failure.tsx';

export default function PortalErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <PageFailure error={error} retry={retry} />;
}
