import 'server-only';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import type { CloudChoices } from '#lib/cloud-choices/view.ts';
import { listClusterTemplates } from '#lib/cluster-templates/list-cluster-templates.ts';
import type { ClusterTemplateRow } from '#lib/cluster-templates/view.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { isPortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readTemplate, type TemplateWithDriver } from './read-template.ts';

const mostTemplates = 200;

export interface ClusterWizardStart {
  choices: CloudChoices;
  templates: ClusterTemplateRow[];
  /** The template asked for; null when none was or it is gone, since an old link must still open the wizard. */
  initial: TemplateWithDriver | null;
}

/** Everything the wizard picks from, read at once. */
export async function prepareClusterWizard(scope: Scope, { templateId }: { templateId: string | null }): Promise<ClusterWizardStart> {
  const manifests = await listDriverOffers(scope);
  const [choices, templates, initial] = await Promise.all([
    loadCloudChoices(scope, manifests),
    listClusterTemplates(scope, { limit: mostTemplates }),
    templateId === null ? null : readTemplate(scope, { templateId }).catch(orNull),
  ]);
  return { choices, templates: templates.rows, initial };
}

function orNull(error: unknown): null {
  if (isPortalError(error, 'NOT_FOUND')) return null;
  throw error;
}
