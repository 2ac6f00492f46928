import type { ReactNode } from 'react';
import { PortalFrame } from '#components/frame/portal-frame.tsx';
import { requireScope } from '#lib/next/require-scope.ts';
import { sessionViewOf } from '#lib/next/session-view.ts';
import { searchClustersAction } from './actions.ts';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope();
  return (
    <PortalFrame session={await sessionViewOf(scope)} searchClusters={searchClustersAction}>
      {children}
    </PortalFrame>
  );
}
