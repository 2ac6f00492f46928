import type { CatalogEntry } from './keystone/types.ts';
import type { ServiceName } from './service-names.ts';

/**
 * The official service type first, then the older names still found in catalogs.
 * Source: https://service-types.openstack.org/service-types.json
 */
const serviceTypes: Readonly<Record<Exclude<ServiceName, 'keystone'>, readonly string[]>> = {
  heat: ['orchestration'],
  nova: ['compute'],
  neutron: ['network'],
  glance: ['image'],
  cinder: ['block-storage', 'volumev3', 'block-store'],
  octavia: ['load-balancer'],
};

const officialTypes: Readonly<Record<string, string>> = {
  volumev3: 'block-storage',
  'block-store': 'block-storage',
};

export type EndpointInterface = 'public' | 'internal' | 'admin';

/** The address as the catalog has it, without a slash at the end; null when the region has no such service. */
export function findEndpoint(
  catalog: readonly CatalogEntry[],
  service: Exclude<ServiceName, 'keystone'>,
  region: string,
  endpointInterface: EndpointInterface,
): string | null {
  for (const type of serviceTypes[service]) {
    for (const entry of catalog) {
      if (entry.type !== type) continue;
      const endpoint = entry.endpoints.find((one) => one.region === region && one.interface === endpointInterface);
      if (endpoint) return endpoint.url.replace(/\/+$/, '');
    }
  }
  return null;
}

/** Regions with an orchestration service, sorted: the others cannot hold a cluster. */
export function listRegions(catalog: readonly CatalogEntry[]): string[] {
  const regions = new Set<string>();
  for (const entry of catalog) {
    if (!serviceTypes.heat.includes(entry.type)) continue;
    for (const endpoint of entry.endpoints) regions.add(endpoint.region);
  }
  return [...regions].sort();
}

/** Service types of the region under their official names, sorted. */
export function listServiceTypes(catalog: readonly CatalogEntry[], region: string): string[] {
  const types = catalog
    .filter((entry) => entry.endpoints.some((endpoint) => endpoint.region === region))
    .map((entry) => officialTypes[entry.type] ?? entry.type);
  return [...new Set(types)].sort();
}

/** `base` ending in `version`, whether the catalog gives the address with a version or without. */
export function withVersion(base: string, version: string): string {
  return base.replace(/\/v\d+(\.\d+)?$/, '') + version;
}
