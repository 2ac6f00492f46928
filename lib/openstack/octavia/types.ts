import type { QuotaFigure } from '../nova/types.ts';

export interface OctaviaClient {
  /** `limit` is null where the cloud does not let this user read it. */
  getQuota(): Promise<{ loadBalancers: Omit<QuotaFigure, 'limit'> & { limit: number | null } }>;
}
