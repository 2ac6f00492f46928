'use client';

import { useCallback, useEffect, useState } from 'react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { Trash2 } from 'lucide-react';
import type { IssuedCertificateView } from '#lib/certificates/view.ts';
import type { AccessKind } from '#lib/cluster-access/view.ts';
import type { LiveSnapshot } from '#lib/stacks/view.ts';
import { routes } from '#lib/routes.ts';
import { wordsFor } from '#components/certificates/access-words.ts';
import { CertificateDialog } from '#components/certificates/certificate-dialog.tsx';
import { useSignInAgain } from '#components/frame/session.tsx';
import { useAction } from '#components/frame/use-action.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { TableSkeleton } from '#components/ui/skeleton.tsx';
import { AccessTab } from './access-tab.tsx';
import { Announcer } from './announcer.tsx';
import type { ClusterActions, ClusterRefusals } from './cluster-actions.ts';
import { ClusterFacts } from './cluster-facts.tsx';
import { ClusterHeader } from './cluster-header.tsx';
import { ClusterNotices } from './cluster-notices.tsx';
import { EventLog } from './event-log.tsx';
import { NodesTable } from './nodes-table.tsx';
import type { GraphJump } from './resource-graph-view.tsx';
import { ResourcesCard } from './resources-card.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { Timeline } from './timeline.tsx';
import { useEarlierEvents } from './use-earlier-events.ts';
import { useLiveCluster } from './use-live-cluster.ts';

export interface ClusterPageProps {
  first: LiveSnapshot;
  /** False where most resources and the events of a large cluster come over the live line. */
  complete: boolean;
  refusals: ClusterRefusals;
  actions: ClusterActions;
  access: AccessKind;
  taken: readonly IssuedCertificateView[];
  templateLabels: Readonly<Record<string, string>> | null;
  longestCertificateHours: number;
}

const tabs = ['overview', 'nodes', 'events', 'access', 'settings'] as const;
type TabName = (typeof tabs)[number];

export function ClusterPage(props: ClusterPageProps) {
  const { first, complete, refusals, actions, access, taken, templateLabels, longestCertificateHours } = props;
  const { state, line, takeUpAgain } = useLiveCluster(first, complete);
  const { cluster, phases } = state;
  const { tab, resource, show } = useAddress();
  const [jump, setJump] = useState<GraphJump | null>(null);
  const [certificateOpen, setCertificateOpen] = useState(false);
  const words = wordsFor(access);
  const router = useRouter();
  const continuing = useAction(actions.continueCluster);
  const retrying = useAction(actions.retryCluster);
  const earlier = useEarlierEvents(state.events, cluster.id, actions.readEarlierEvents);
  useSignInWhenOut(line === 'signed-out', takeUpAgain);

  const select = useCallback((path: string | null) => show({ resource: path }), [show]);
  const selectInOverview = useCallback(
    (path: string) => {
      show({ tab: 'overview', resource: path });
      setJump((known) => ({ path, count: (known?.count ?? 0) + 1 }));
    },
    [show],
  );
  const changeCertificateOpen = (open: boolean) => {
    setCertificateOpen(open);
    // Who took one is shown beside: read anew once the dialog is done.
    if (!open) router.refresh();
  };

  if (state.gone) return <ClusterGone name={cluster.name} />;
  return (
    <>
      <Announcer cluster={cluster} phases={phases} />
      <ClusterHeader
        state={state}
        line={line}
        access={access}
        refusals={refusals}
        actions={actions}
        onAccess={() => (words ? setCertificateOpen(true) : show({ tab: 'access' }))}
        onRetry={() => void retrying.run({ clusterId: cluster.id })}
      />
      <ClusterNotices state={state} refusals={refusals} continuing={continuing} retrying={retrying} onJump={selectInOverview} />
      <Tabs
        label="Parts of the cluster"
        value={tab}
        onValueChange={(value) => show({ tab: value as TabName })}
        items={[
          {
            value: 'overview',
            label: 'Overview',
            content: (
              <div className="space-y-4">
                {phases.length > 0 && !cluster.needsContinue ? (
                  <Card title={cluster.status.startsWith('DELETE') ? 'Deletion' : 'Creation'}>
                    <Timeline cluster={cluster} phases={phases} />
                  </Card>
                ) : null}
                <ResourcesCard
                  state={state}
                  selectedPath={resource}
                  onSelect={select}
                  jump={jump}
                  onJump={selectInOverview}
                  consoleRefusedBecause={refusals.console}
                />
                <ClusterFacts cluster={cluster} />
              </div>
            ),
          },
          {
            value: 'nodes',
            label: 'Nodes',
            count: cluster.masterCount + cluster.nodeCount,
            content: <NodesTable state={state} consoleRefusedBecause={refusals.console} onOpenServer={selectInOverview} />,
          },
          {
            value: 'events',
            label: 'Events',
            content: !state.complete ? (
              <TableSkeleton rows={10} columns={4} />
            ) : (
              <EventLog
                events={earlier.events}
                startedAt={cluster.actionStartedAt}
                onSelect={selectInOverview}
                onLoadEarlier={earlier.load}
                loadingEarlier={earlier.loading}
              />
            ),
          },
          {
            value: 'access',
            label: 'Access',
            content: (
              <AccessTab cluster={cluster} access={access} taken={taken} refusedBecause={refusals.access} onCertificate={() => setCertificateOpen(true)} />
            ),
          },
          {
            value: 'settings',
            label: 'Settings',
            content: <SettingsTab cluster={cluster} templateLabels={templateLabels} readBundle={actions.readBundle} />,
          },
        ]}
      />
      {words ? (
        <CertificateDialog
          open={certificateOpen}
          onOpenChange={changeCertificateOpen}
          clusterId={cluster.id}
          clusterName={cluster.name}
          words={words}
          longestHours={longestCertificateHours}
        />
      ) : null}
    </>
  );
}

function ClusterGone({ name }: { name: string }) {
  return (
    <div role="status">
      <EmptyState
        icon={<Trash2 aria-hidden />}
        title="This cluster has been deleted"
        description={`${name} and all that belonged to it are gone.`}
        action={<ButtonLink href={routes.clusters}>Back to the clusters</ButtonLink>}
      />
    </div>
  );
}

/** Tab and chosen resource live in the address: a link shows the same, and the way back works. */
function useAddress() {
  const search = useSearchParams();
  const pathname = usePathname();
  const asked = search.get('tab');
  const tab: TabName = tabs.find((name) => name === asked) ?? 'overview';
  const show = useCallback(
    (change: { tab?: TabName; resource?: string | null }) => {
      const next = new URLSearchParams(window.location.search);
      if (change.tab) next.set('tab', change.tab);
      if (next.get('tab') === 'overview') next.delete('tab');
      if (change.resource === null) next.delete('resource');
      else if (change.resource !== undefined) next.set('resource', change.resource);
      const text = next.toString();
      const address = text ? `${pathname}?${text}` : pathname;
      if (change.tab) window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [pathname],
  );
  return { tab, resource: search.get('resource'), show };
}

/** When the sign-in has run out, asks for the password over the page and then takes the line up again. */
function useSignInWhenOut(out: boolean, takeUpAgain: () => void): void {
  const signInAgain = useSignInAgain();
  useEffect(() => {
    if (!out) return;
    void signInAgain().then((signedIn) => {
      if (signedIn) takeUpAgain();
    });
  }, [out, signInAgain, takeUpAgain]);
}
