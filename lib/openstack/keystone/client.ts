import { isPortalError } from '#lib/errors.ts';
import { restated } from '#lib/openstack/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import {
  applicationCredentialAnswerSchema,
  applicationCredentialsAnswerSchema,
  projectsAnswerSchema,
  toProjects,
  toTrust,
  trustAnswerSchema,
  trustsAnswerSchema,
} from './schemas.ts';
import type { KeystoneClient } from './types.ts';

/** Whose token it is and for which project: a trust can only be given for the token's own project. */
export interface KeystoneIdentity {
  userId: string;
  projectId: string | null;
}

export function makeKeystoneClient(transport: Transport, identity: KeystoneIdentity): KeystoneClient {
  return {
    async listProjects() {
      return toProjects(await transport.get('/auth/projects', projectsAnswerSchema, { subject: 'project list' }));
    },
    async createTrust({ trusteeUserId, roleNames, expiresAt }) {
      const body = {
        trust: {
          trustor_user_id: identity.userId,
          trustee_user_id: trusteeUserId,
          project_id: identity.projectId,
          impersonation: true,
          roles: roleNames.map((name) => ({ name })),
          expires_at: expiresAt,
        },
      };
      try {
        const answer = await transport.send('POST', '/OS-TRUST/trusts', body, trustAnswerSchema, { subject: 'trust' });
        return toTrust(answer.trust);
      } catch (error) {
        // 404 names a role which the trustor does not have in the project, or an unknown trustee.
        if (!isPortalError(error, 'NOT_FOUND')) throw error;
        throw restated(error, 'FORBIDDEN', 'Your roles in this project have changed, so the permission for the cluster cannot be given. Sign in again.');
      }
    },
    async listTrusts() {
      const answer = await transport.get('/OS-TRUST/trusts', trustsAnswerSchema, {
        subject: 'trust list',
        query: { trustor_user_id: identity.userId },
      });
      return answer.trusts.map(toTrust);
    },
    async createApplicationCredential({ name, secret, roleNames, description }) {
      const roles = roleNames.map((role) => ({ name: role }));
      const body = { application_credential: { name, secret, description, roles, unrestricted: false } };
      try {
        await transport.send('POST', credentialsOf(identity), body, applicationCredentialAnswerSchema, { subject: 'application credential' });
      } catch (error) {
        if (!isPortalError(error, 'CONFLICT')) throw error;
      }
    },
    async deleteApplicationCredential(name) {
      const path = credentialsOf(identity);
      const answer = await transport.get(path, applicationCredentialsAnswerSchema, { subject: 'application credential', query: { name } });
      for (const { id } of answer.application_credentials) {
        await transport.run('DELETE', `${path}/${encodeURIComponent(id)}`, undefined, { subject: 'application credential' });
      }
    },
    async deleteTrust(trustId) {
      await transport.run('DELETE', `/OS-TRUST/trusts/${encodeURIComponent(trustId)}`, undefined, { subject: 'trust' });
    },
  };
}

function credentialsOf({ userId }: KeystoneIdentity): string {
  return `/users/${encodeURIComponent(userId)}/application_credentials`;
}
