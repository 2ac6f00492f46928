import 'server-only';
import { env } from '#lib/env.ts';
import { PortalError } from '#lib/errors.ts';
import { findEndpoint, listRegions, listServiceTypes, withVersion } from './catalog.ts';
import { makeCinderClient } from './cinder/client.ts';
import { missingServiceError } from './errors.ts';
import { makeGlanceClient } from './glance/client.ts';
import { makeHeatClient } from './heat/client.ts';
import { makeTransport } from './http.ts';
import { keystoneUrl } from './keystone/address.ts';
import { makeKeystoneClient } from './keystone/client.ts';
import type { IssuedToken } from './keystone/types.ts';
import { makeNeutronClient } from './neutron/client.ts';
import { makeNovaClient, novaHeaders } from './nova/client.ts';
import { makeOctaviaClient } from './octavia/client.ts';
import type { Scope } from './scope.ts';
import type { ServiceName } from './service-names.ts';

/**
 * The clients of one project and region. `region` defaults to OS_REGION_NAME, else to the catalog's first.
 * `onTokenRefused` is called when any service no longer takes the token.
 * @throws INVALID_STATE for an unscoped token; MISCONFIGURED when the region lacks Heat, Nova, Neutron or Glance
 */
export function openScope(kind: Scope['kind'], issued: IssuedToken, region?: string, onTokenRefused?: () => void): Scope {
  if (!issued.project) throw new PortalError({ code: 'INVALID_STATE', userMessage: 'Choose a project first.', message: 'token has no project' });
  const project = issued.project;
  const chosen = region ?? env().OS_REGION_NAME ?? listRegions(issued.catalog)[0];
  if (chosen === undefined) throw missingServiceError('heat', 'any');

  const connect = (service: ServiceName, baseUrl: string, headers?: Readonly<Record<string, string>>) =>
    makeTransport({
      service,
      baseUrl,
      token: issued.token,
      ...(headers ? { headers } : {}),
      ...(onTokenRefused ? { onTokenRefused } : {}),
    });
  const find = (service: Exclude<ServiceName, 'keystone'>) => findEndpoint(issued.catalog, service, chosen, env().OS_INTERFACE);
  const require = (service: Exclude<ServiceName, 'keystone'>) => {
    const url = find(service);
    if (url === null) throw missingServiceError(service, chosen);
    return url;
  };
  const cinderUrl = find('cinder');
  const octaviaUrl = find('octavia');

  return {
    kind,
    userId: issued.userId,
    userName: issued.userName,
    projectId: project.id,
    projectName: project.name,
    roles: issued.roles,
    region: chosen,
    tokenExpiresAt: issued.expiresAt,
    token: issued.token,
    keystone: makeKeystoneClient(connect('keystone', keystoneUrl()), { userId: issued.userId, projectId: project.id }),
    heat: makeHeatClient(connect('heat', require('heat'))),
    nova: makeNovaClient(connect('nova', require('nova'), novaHeaders), project.id),
    neutron: makeNeutronClient(connect('neutron', withVersion(require('neutron'), '/v2.0')), project.id),
    glance: makeGlanceClient(connect('glance', withVersion(require('glance'), '/v2'))),
    cinder: cinderUrl === null ? null : makeCinderClient(connect('cinder', cinderUrl), project.id),
    octavia: octaviaUrl === null ? null : makeOctaviaClient(connect('octavia', withVersion(octaviaUrl, '/v2')), project.id),
    serviceTypes: listServiceTypes(issued.catalog, chosen),
  };
}
