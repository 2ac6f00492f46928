import 'server-only';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';

/** What the wizard needs of a chosen template: its values, and the driver's rules and labels. */
export interface TemplateWithDriver {
  template: ClusterTemplateView;
  manifest: DriverManifest;
}

/** @throws NOT_FOUND when the template or its driver is not there */
export async function readTemplate(scope: Scope, input: { templateId: string }): Promise<TemplateWithDriver> {
  const template = await getClusterTemplate(scope, input.templateId);
  const { manifest } = await getDriver(template.driverName, template.driverVersion);
  return { template, manifest };
}
