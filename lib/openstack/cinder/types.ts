import type { QuotaFigure } from '../nova/types.ts';

export interface CinderClient {
  getQuota(): Promise<Record<'volumes' | 'gigabytes', QuotaFigure>>;
  listVolumeTypes(): Promise<{ id: string; name: string }[]>;
}
