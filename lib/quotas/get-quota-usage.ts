import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { QuotaFigure } from '#lib/openstack/nova/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { quotaKeys, quotaSpecs, type QuotaKey, type QuotaService, type QuotaUsage } from './view.ts';

type Figures = Partial<Record<QuotaKey, { used: number; limit: number | null }>>;

/**
 * Used and allowed in the project, all services asked at once. A service that does not answer leaves
 * its rows unknown and says why; it does not cost the page.
 * @throws UNAUTHENTICATED, since then no figure can be had at all
 */
export async function getQuotaUsage(scope: Scope): Promise<QuotaUsage> {
  requireAbility(scope, 'quota:read');
  const answers = await Promise.all([
    ask('Compute', () => scope.nova.getQuota()),
    ask('Network', () => scope.neutron.getQuota()),
    scope.cinder ? ask('Volumes', () => scope.cinder!.getQuota()) : absent('Volumes'),
    scope.octavia ? ask('Load balancers', () => scope.octavia!.getQuota()) : absent('Load balancers'),
  ]);
  const figures: Figures = Object.assign({}, ...answers.map((answer) => answer.figures));
  return {
    rows: quotaKeys.map((key) => ({ key, used: figures[key]?.used ?? null, limit: figures[key]?.limit ?? null })),
    failures: answers.flatMap((answer) => (answer.sentence ? [{ service: answer.service, sentence: answer.sentence }] : [])),
  };
}

interface Answer {
  service: QuotaService;
  figures: Figures;
  sentence: string | null;
}

async function ask(service: QuotaService, read: () => Promise<Record<string, QuotaFigure | { used: number; limit: number | null }>>): Promise<Answer> {
  try {
    const answer = await read();
    const wanted = Object.entries(answer).filter(([key]) => key in quotaSpecs);
    return { service, figures: Object.fromEntries(wanted), sentence: null };
  } catch (error) {
    if (isPortalError(error, 'UNAUTHENTICATED')) throw error;
    logger.warn({ error, service }, 'quota could not be read');
    return { service, figures: {}, sentence: isPortalError(error) ? error.userMessage : 'The quota could not be read.' };
  }
}

function absent(service: QuotaService): Answer {
  const missing: Figures = {};
  for (const key of quotaKeys) if (quotaSpecs[key].service === service) missing[key] = { used: 0, limit: 0 };
  return { service, figures: missing, sentence: null };
}
