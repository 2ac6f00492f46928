import { z } from 'zod';
import type { CatalogEntry, IssuedToken, Project, Trust } from './types.ts';

const namedSchema = z.object({ id: z.string(), name: z.string() });

const endpointSchema = z.object({
  interface: z.string(),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
  url: z.string(),
});

const tokenSchema = z.object({
  expires_at: z.iso.datetime({ offset: true }),
  user: namedSchema,
  project: namedSchema.nullish(),
  roles: z.array(namedSchema).nullish(),
  catalog: z.array(z.object({ type: z.string(), name: z.string().nullish(), endpoints: z.array(endpointSchema) })).nullish(),
});

/** https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization */
export const tokenAnswerSchema = z.object({ token: tokenSchema });

export function toIssuedToken(token: string, answer: z.infer<typeof tokenAnswerSchema>): IssuedToken {
  const { expires_at, user, project, roles, catalog } = answer.token;
  return {
    token,
    expiresAt: new Date(expires_at),
    userId: user.id,
    userName: user.name,
    project: project ? { id: project.id, name: project.name } : null,
    roles: (roles ?? []).map((role) => role.name),
    catalog: (catalog ?? []).map(
      (entry): CatalogEntry => ({
        type: entry.type,
        name: entry.name ?? '',
        endpoints: entry.endpoints.map((endpoint) => ({
          interface: endpoint.interface,
          region: endpoint.region_id ?? endpoint.region ?? '',
          url: endpoint.url,
        })),
      }),
    ),
  };
}

const projectSchema = z.object({ id: z.string(), name: z.string(), domain_id: z.string(), enabled: z.boolean().optional() });

export const projectsAnswerSchema = z.object({ projects: z.array(projectSchema) });

export function toProjects(answer: z.infer<typeof projectsAnswerSchema>): Project[] {
  return answer.projects
    .filter((project) => project.enabled !== false)
    .map((project) => ({ id: project.id, name: project.name, domainId: project.domain_id }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The list of trusts leaves out `roles`; only a single trust shows them. */
const trustSchema = z.object({
  id: z.string(),
  trustor_user_id: z.string(),
  trustee_user_id: z.string(),
  project_id: z.string().nullish(),
  expires_at: z.string().nullish(),
  roles: z.array(z.object({ name: z.string() })).nullish(),
});

export const trustAnswerSchema = z.object({ trust: trustSchema });
export const trustsAnswerSchema = z.object({ trusts: z.array(trustSchema) });

export function toTrust(trust: z.infer<typeof trustSchema>): Trust {
  return {
    id: trust.id,
    trustorUserId: trust.trustor_user_id,
    trusteeUserId: trust.trustee_user_id,
    projectId: trust.project_id ?? null,
    expiresAt: trust.expires_at ?? null,
    roleNames: (trust.roles ?? []).map((role) => role.name),
  };
}

const applicationCredentialSchema = z.object({ id: z.string() });
/** https://docs.openstack.org/api-ref/identity/v3/#application-credentials */
export const applicationCredentialAnswerSchema = z.object({ application_credential: applicationCredentialSchema });
export const applicationCredentialsAnswerSchema = z.object({ application_credentials: z.array(applicationCredentialSchema) });
