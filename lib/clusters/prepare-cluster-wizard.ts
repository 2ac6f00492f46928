import 'server-only';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import type { CloudChoices } from '#lib/cloud-choices/view.ts';
import { listClusterTemplates } from '#lib/cluster-templates/list-cluster-templates.ts';
import type { ClusterTemplateRow } from '#lib/cluster-templates/view.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { isPortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readTemplate, type TemplateWithDriver } from './read-template.ts';

const mostTemplates = 200;

/** A template as the wizard's picker lists it. */
export interface TemplateOffer extends ClusterTemplateRow {
  /** Null when the portal no longer has its driver. */
  driverStatus: DriverManifest['status'] | null;
  /** Why its driver makes no cluster of it; null when it does. */
  refusal: string | null;
}

export interface ClusterWizardStart {
  choices: CloudChoices;
  templates: TemplateOffer[];
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
  return { choices, templates: templates.rows.map((template) => toOffer(template, manifests)), initial };
}

function toOffer(template: ClusterTemplateRow, manifests: readonly DriverManifest[]): TemplateOffer {
  const driver = manifests.find(({ name, version }) => name === template.driverName && version === template.driverVersion);
  if (!driver) return { ...template, driverStatus: null, refusal: `Its driver, ${template.driverName} ${template.driverVersion}, is no longer in the portal.` };
  const { title, version, status } = driver;
  return { ...template, driverStatus: status, refusal: status === 'retired' ? `Its driver, ${title} ${version}, is retired: it makes no new clusters.` : null };
}

function orNull(error: unknown): null {
  if (isPortalError(error, 'NOT_FOUND')) return null;
  throw error;
}
