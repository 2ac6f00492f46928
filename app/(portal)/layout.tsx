import type { ReactNode } from 'react';
import { after } from 'next/server';
import { PortalFrame } from '#components/frame/portal-frame.tsx';
import { removeLeftoverTrusts } from '#lib/clusters/remove-leftover-trusts.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { sessionViewOf } from '#lib/next/session-view.ts';
import { searchClustersAction } from './actions.ts';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope();
  after(() => removeLeftoverTrusts(scope));
  return (
    <PortalFrame session={await sessionViewOf(scope)} searchClusters={searchClustersAction}>
      {children}
    </PortalFrame>
  );
}
