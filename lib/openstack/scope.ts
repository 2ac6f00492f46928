import type { HeatClient } from './heat/types.ts';
import type { NovaClient } from './nova/types.ts';
import type { NeutronClient } from './neutron/types.ts';
import type { GlanceClient } from './glance/types.ts';
import type { CinderClient } from './cinder/types.ts';
import type { OctaviaClient } from './octavia/types.ts';
import type { KeystoneClient } from './keystone/types.ts';

/**
 * One authenticated project: who acts, where, and the clients to act with. Made by the user's session,
 * by a cluster's trust or by the service user; domain code cannot tell which.
 */
export interface Scope {
  readonly kind: 'session' | 'trust' | 'service';
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly roles: readonly string[];
  readonly region: string;
  readonly tokenExpiresAt: Date;
  /** The Keystone token itself: only for adapters and for sealing; never for a screen or a log. */
  readonly token: string;
  readonly keystone: KeystoneClient;
  readonly heat: HeatClient;
  readonly nova: NovaClient;
  readonly neutron: NeutronClient;
  readonly glance: GlanceClient;
  /** Null where the catalog of this region has no such service. */
  readonly cinder: CinderClient | null;
  readonly octavia: OctaviaClient | null;
  /** Service types in the catalog of this region, e.g. `key-manager`. */
  readonly serviceTypes: readonly string[];
}
