import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { getCluster } from '#lib/clusters/get-cluster.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { issueCertificate } from './issue-certificate.ts';
import { kubeconfigHoursSchema } from './schema.ts';
import { loadAuthorities } from './load-cluster-secrets.ts';
import { takeKeyPair } from './take-key-pair.ts';
import { writeKubeconfig } from './write-kubeconfig.ts';

export interface IssuedKubeconfigFile {
  fileName: string;
  yaml: string;
  notAfter: Date;
}

/** The group Kubernetes binds to cluster-admin from its first start. */
const role = 'system:masters';
const hourMs = 60 * 60_000;

/**
 * A kubeconfig with a client certificate of its own; who took it and until when is recorded before it
 * leaves. The private key is in the answer and nowhere else.
 * @throws PortalError FORBIDDEN, NOT_FOUND, INVALID_STATE (no API address yet), INVALID_INPUT (lifetime)
 */
export async function issueKubeconfig(scope: Scope, input: { clusterId: string; lifetimeHours: number }): Promise<IssuedKubeconfigFile> {
  const cluster = await getCluster(scope, input.clusterId);
  requireAbility(scope, 'cluster:kubeconfig');
  const lifetimeHours = checkLifetime(input.lifetimeHours);
  if (!cluster.apiAddress) {
    throw new PortalError({
      code: 'INVALID_STATE',
      userMessage: `The API of ${cluster.name} has no address yet. Wait until the cluster is created, then try again.`,
    });
  }

  const [authorities, keys] = await Promise.all([loadAuthorities(cluster.id), takeKeyPair()]);
  const authority = authorities('kubernetes');
  const issued = await issueCertificate({
    subject: { commonName: scope.userName, organization: role },
    publicKeyPem: keys.publicKeyPem,
    purpose: { kind: 'client' },
    notAfter: new Date(Date.now() + lifetimeHours * hourMs),
    issuer: authority,
  });

  const { notAfter, serial } = issued;
  await db().$transaction(async (tx) => {
    await tx.issuedKubeconfig.create({
      data: { clusterId: cluster.id, userId: scope.userId, userName: scope.userName, role, serial, notAfter },
    });
    await recordAuditEvent(tx, scope, {
      action: 'cluster:kubeconfig',
      subjectId: cluster.id,
      subjectName: cluster.name,
      projectId: cluster.projectId,
      detail: { lifetimeHours, notAfter: notAfter.toISOString(), serial },
    });
  });

  return {
    fileName: `${toFileName(cluster.name)}.kubeconfig`,
    notAfter,
    yaml: writeKubeconfig({
      clusterName: cluster.name,
      userName: scope.userName,
      server: cluster.apiAddress,
      caCertificatePem: authority.certificatePem,
      clientCertificatePem: issued.certificatePem,
      clientKeyPem: keys.privateKeyPem,
    }),
  };
}

function checkLifetime(hours: number): number {
  const parsed = kubeconfigHoursSchema.safeParse(hours);
  const longest = env().JEROBOAM_KUBECONFIG_MAX_HOURS;
  if (parsed.success && parsed.data >= 1 && parsed.data <= longest) return parsed.data;
  const sentence = `Choose a lifetime from 1 to ${longest} hours.`;
  throw new PortalError({ code: 'INVALID_INPUT', userMessage: sentence, fieldErrors: { lifetimeHours: sentence } });
}

/** Goes into a header and onto a disk. */
function toFileName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^\.+/, '') || 'cluster';
}
