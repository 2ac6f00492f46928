import 'server-only';
import { listenClusterChanged, type ClusterChanged } from '#lib/db/notifications.ts';
import { logger } from '#lib/logger.ts';
import { readChange } from './read-live.ts';
import type { LiveChange } from './view.ts';

/** A change as it goes out: read and written as text once, however many look. */
export interface HubFrame {
  /** `fromRevision` exclusive; a viewer who has less must read for himself. */
  fromRevision: number;
  change: LiveChange;
  text: string;
}

type ClusterListener = (frame: HubFrame) => void;
type ProjectListener = (clusterId: string) => void;

interface Watched {
  listeners: Set<ClusterListener>;
  revision: number;
  reading: boolean;
  dirty: boolean;
}

const readAgainMs = 2_000;

/**
 * One per process: a single LISTEN connection, one read of the database per change of a watched
 * cluster, and everybody who watches it is told.
 */
class ChangeHub {
  readonly #watched = new Map<string, Watched>();
  readonly #projects = new Map<ProjectListener, string | null>();
  #stop: (() => void) | undefined;

  /**
   * @param revision what the listener has; frames begin there
   * @returns a function that ends it
   */
  watchCluster(clusterId: string, revision: number, listener: ClusterListener): () => void {
    const watched = this.#watched.get(clusterId) ?? { listeners: new Set(), revision, reading: false, dirty: false };
    this.#watched.set(clusterId, watched);
    watched.listeners.add(listener);
    this.#listen();
    // Whatever was written between the listener's own reading and now.
    this.#read(clusterId, watched);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(clusterId) === watched) this.#watched.delete(clusterId);
      this.#rest();
    };
  }

  /** Ids of changed clusters of a project; of all projects with null. */
  watchProject(projectId: string | null, listener: ProjectListener): () => void {
    this.#projects.set(listener, projectId);
    this.#listen();
    return () => {
      this.#projects.delete(listener);
      this.#rest();
    };
  }

  #listen(): void {
    this.#stop ??= listenClusterChanged({
      onChange: (change) => this.#onChange(change),
      // Nothing is known of what happened before: look at all that is watched.
      onListening: () => {
        for (const [clusterId, watched] of this.#watched) this.#read(clusterId, watched);
      },
    });
  }

  #rest(): void {
    if (this.#watched.size > 0 || this.#projects.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }

  #onChange({ clusterId, projectId }: ClusterChanged): void {
    for (const [listener, wanted] of this.#projects) {
      if (wanted === null || wanted === projectId) listener(clusterId);
    }
    const watched = this.#watched.get(clusterId);
    if (watched) this.#read(clusterId, watched);
  }

  /** One reading at a time for each cluster; changes that come during it are one more reading. */
  #read(clusterId: string, watched: Watched): void {
    if (watched.reading) {
      watched.dirty = true;
      return;
    }
    watched.reading = true;
    watched.dirty = false;
    const fromRevision = watched.revision;
    readChange(clusterId, fromRevision)
      .then((change) => {
        if (!change) return;
        if (change.kind === 'change') watched.revision = change.revision;
        const frame = { fromRevision, change, text: JSON.stringify(change) };
        for (const listener of watched.listeners) listener(frame);
      })
      .catch((error: unknown) => {
        logger.error({ error, clusterId }, 'change not read');
        // Those who watch have missed it: it is read again, whether or not another change comes.
        setTimeout(() => {
          if (this.#watched.get(clusterId) === watched) this.#read(clusterId, watched);
        }, readAgainMs).unref();
      })
      .finally(() => {
        watched.reading = false;
        if (watched.dirty && watched.listeners.size > 0) this.#read(clusterId, watched);
      });
  }
}

// One per process, also when the development server loads this module anew.
const holder = globalThis as { jeroboamChangeHub?: ChangeHub };

export function changeHub(): ChangeHub {
  holder.jeroboamChangeHub ??= new ChangeHub();
  return holder.jeroboamChangeHub;
}
