import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from '#lib/clusters/find-visible-cluster.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { scopeForToken } from '#lib/openstack/session-scope.ts';
import { changeHub, type HubFrame } from './change-hub.ts';
import { eventStreamResponse, type EventSink } from './event-stream.ts';
import { readChange, readSnapshot } from './read-live.ts';

/** A revoked token or a lost role ends an open line within this time, and the minute that Keystone's word is kept. */
const recheckMs = 60_000;

/**
 * The live line of a cluster's page: `snapshot` first (unless the browser says what it has), then `change`
 * as things are written, `gone`, or `signed-out`. `id` is the revision. Viewers cause no request to Heat.
 * @throws FORBIDDEN, NOT_FOUND
 */
export async function streamCluster(scope: Scope, clusterId: string, options: { since: number | null; signal: AbortSignal }): Promise<Response> {
  requireAbility(scope, 'cluster:read');
  const row = await findVisibleCluster(scope, clusterId);
  // A revision from the future is of another database (restored, or made anew): begin again.
  const since = options.since !== null && options.since <= Number(row.revision) ? options.since : null;
  const snapshot = since === null ? await readSnapshot(scope, clusterId) : null;
  return eventStreamResponse(options.signal, (sink) => {
    if (snapshot) sink.send({ event: 'snapshot', id: String(snapshot.revision), data: JSON.stringify(snapshot) });
    const stopWatching = new Viewer(clusterId, snapshot?.revision ?? since ?? 0, sink).watch();
    const stopChecking = recheck(sink, async () => {
      const current = await scopeForToken(scope.token, scope.region);
      requireAbility(current, 'cluster:read');
      await findVisibleCluster(current, clusterId);
    });
    return () => {
      stopWatching();
      stopChecking();
    };
  });
}

/**
 * Ids of changed clusters, for lists: of the scope's project, or of all projects for administrators.
 * @throws FORBIDDEN
 */
export async function streamChanges(scope: Scope, options: { all: boolean; signal: AbortSignal }): Promise<Response> {
  const { all, signal } = options;
  const ability = all ? 'admin:clusters' : 'cluster:read';
  const projectId = all ? null : scope.projectId;
  requireAbility(scope, ability);
  return eventStreamResponse(signal, (sink) => {
    const send = (clusterId: string) => sink.send({ event: 'change', data: JSON.stringify({ clusterId }) });
    const stopWatching = changeHub().watchProject(projectId, send);
    const stopChecking = recheck(sink, async () => {
      requireAbility(await scopeForToken(scope.token, scope.region), ability);
    });
    return () => {
      stopWatching();
      stopChecking();
    };
  });
}

/** One open page: knows what its browser has. */
class Viewer {
  readonly #clusterId: string;
  readonly #sink: EventSink;
  #revision: number;
  #catchingUp = false;
  #behindAgain = false;

  constructor(clusterId: string, revision: number, sink: EventSink) {
    this.#clusterId = clusterId;
    this.#revision = revision;
    this.#sink = sink;
  }

  watch(): () => void {
    const stop = changeHub().watchCluster(this.#clusterId, this.#revision, (frame) => this.#take(frame));
    // Where others watch already, the hub is ahead of this one.
    this.#catchUp();
    return stop;
  }

  #take({ fromRevision, change, text }: HubFrame): void {
    if (change.kind === 'gone') this.#gone();
    else if (change.revision <= this.#revision) return;
    else if (fromRevision > this.#revision) this.#catchUp();
    else this.#send(change.revision, text);
  }

  #catchUp(): void {
    if (this.#catchingUp) {
      this.#behindAgain = true;
      return;
    }
    this.#catchingUp = true;
    this.#behindAgain = false;
    readChange(this.#clusterId, this.#revision)
      .then((change) => {
        if (change?.kind === 'gone') this.#gone();
        else if (change && change.revision > this.#revision) this.#send(change.revision, JSON.stringify(change));
      })
      .catch((error: unknown) => {
        logger.error({ error, clusterId: this.#clusterId }, 'viewer not caught up');
        this.#sink.close();
      })
      .finally(() => {
        this.#catchingUp = false;
        if (this.#behindAgain) this.#catchUp();
      });
  }

  #send(revision: number, text: string): void {
    this.#revision = revision;
    this.#sink.send({ event: 'change', id: String(revision), data: text });
  }

  #gone(): void {
    this.#sink.send({ event: 'gone', data: '{"kind":"gone"}' });
    this.#sink.close();
  }
}

/** Asks again whether the viewer may look; a cloud that does not answer is no reason to end the line. */
function recheck(sink: EventSink, check: () => Promise<void>): () => void {
  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      if (isPortalError(error, 'UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_STATE')) {
        sink.send({ event: 'signed-out', data: '{}' });
        sink.close();
      } else if (isPortalError(error, 'NOT_FOUND')) {
        sink.send({ event: 'gone', data: '{"kind":"gone"}' });
        sink.close();
      }
    });
  }, recheckMs);
  return () => clearInterval(timer);
}
