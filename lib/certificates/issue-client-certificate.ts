import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility, type Ability } from '#lib/auth/policy.ts';
import { readAccessKind } from '#lib/cluster-access/read-access-kind.ts';
import type { AccessKind } from '#lib/cluster-access/view.ts';
import { getCluster } from '#lib/clusters/get-cluster.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { issueCertificate } from './issue-certificate.ts';
import { loadAuthorities } from './load-cluster-secrets.ts';
import { certificateHoursSchema } from './schema.ts';
import { takeKeyPair } from './take-key-pair.ts';

export interface ClientCertificate {
  clusterName: string;
  /** As the driver's stack told it, scheme and port included. */
  apiAddress: string;
  caCertificatePem: string;
  certificatePem: string;
  privateKeyPem: string;
  notAfter: Date;
}

const hourMs = 60 * 60_000;

/**
 * A client certificate of the user's own, by the cluster's authority; who took it and until when is
 * recorded before it leaves. The private key is in the answer and nowhere else.
 * @param wanted `access` is what the cluster must offer, `role` the certificate's organization
 * @throws PortalError FORBIDDEN, NOT_FOUND, INVALID_STATE (other access, no API address yet), INVALID_INPUT (lifetime)
 */
export async function issueClientCertificate(
  scope: Scope,
  input: { clusterId: string; lifetimeHours: number },
  wanted: { ability: Ability; access: AccessKind; role: string },
): Promise<ClientCertificate> {
  const cluster = await getCluster(scope, input.clusterId);
  requireAbility(scope, wanted.ability);
  const lifetimeHours = checkLifetime(input.lifetimeHours);
  if ((await readAccessKind(cluster)) !== wanted.access) {
    throw new PortalError({ code: 'INVALID_STATE', userMessage: `${cluster.name} is reached in another way. See the tab Access of its page.` });
  }
  if (!cluster.apiAddress) {
    throw new PortalError({
      code: 'INVALID_STATE',
      userMessage: `The API of ${cluster.name} has no address yet. Wait until the cluster is created, then try again.`,
    });
  }

  const [authorities, keys] = await Promise.all([loadAuthorities(cluster.id), takeKeyPair()]);
  const authority = authorities('kubernetes');
  const { certificatePem, notAfter, serial } = await issueCertificate({
    subject: { commonName: scope.userName, organization: wanted.role },
    publicKeyPem: keys.publicKeyPem,
    purpose: { kind: 'client' },
    notAfter: new Date(Date.now() + lifetimeHours * hourMs),
    issuer: authority,
  });

  await db().$transaction(async (tx) => {
    await tx.issuedClientCertificate.create({
      data: { clusterId: cluster.id, userId: scope.userId, userName: scope.userName, role: wanted.role, serial, notAfter },
    });
    await recordAuditEvent(tx, scope, {
      action: wanted.ability,
      subjectId: cluster.id,
      subjectName: cluster.name,
      projectId: cluster.projectId,
      detail: { lifetimeHours, notAfter: notAfter.toISOString(), serial },
    });
  });

  return {
    clusterName: cluster.name,
    apiAddress: cluster.apiAddress,
    caCertificatePem: authority.certificatePem,
    certificatePem,
    privateKeyPem: keys.privateKeyPem,
    notAfter,
  };
}

function checkLifetime(hours: number): number {
  const parsed = certificateHoursSchema.safeParse(hours);
  const longest = env().JEROBOAM_KUBECONFIG_MAX_HOURS;
  if (parsed.success && parsed.data >= 1 && parsed.data <= longest) return parsed.data;
  const sentence = `Choose a lifetime from 1 to ${longest} hours.`;
  throw new PortalError({ code: 'INVALID_INPUT', userMessage: sentence, fieldErrors: { lifetimeHours: sentence } });
}
