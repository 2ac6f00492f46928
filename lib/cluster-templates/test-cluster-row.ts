import { db } from '#lib/db/client.ts';
import type { ClusterTemplateView } from './view.ts';

/** A row as lib/clusters would write it, so that a template is in use; nothing of it exists in the cloud. */
export async function insertClusterUsing(
  template: ClusterTemplateView,
  owner: { projectId: string; projectName: string; userId: string; userName: string; region: string },
  name: string,
): Promise<void> {
  await db().bundle.upsert({
    where: { sha256: 'test' },
    update: {},
    create: { sha256: 'test', driverName: template.driverName, driverVersion: template.driverVersion, template: '', files: {}, environment: {} },
  });
  await db().cluster.create({
    data: {
      projectId: owner.projectId,
      projectName: owner.projectName,
      userId: owner.userId,
      userName: owner.userName,
      region: owner.region,
      name,
      templateId: template.id,
      coe: template.coe,
      driverName: template.driverName,
      driverVersion: template.driverVersion,
      submissionId: crypto.randomUUID(),
      masterCount: 1,
      nodeCount: 1,
      masterFlavorId: template.masterFlavorId,
      masterFlavorName: template.masterFlavorName,
      flavorId: template.flavorId,
      flavorName: template.flavorName,
      imageId: template.imageId,
      imageName: template.imageName,
      floatingIpEnabled: true,
      masterLbEnabled: false,
      createTimeoutMin: 60,
      status: 'CREATE_COMPLETE',
      bundleSha256: 'test',
      stackName: name,
      trustMarker: name,
    },
  });
}
