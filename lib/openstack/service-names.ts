/** The services the portal speaks to, by the name their users know. */
export type ServiceName = 'keystone' | 'heat' | 'nova' | 'neutron' | 'glance' | 'cinder' | 'octavia';

/** How a sentence on the screen calls each of them. */
export const serviceTitles: Readonly<Record<ServiceName, string>> = {
  keystone: 'identity service (Keystone)',
  heat: 'orchestration service (Heat)',
  nova: 'compute service (Nova)',
  neutron: 'network service (Neutron)',
  glance: 'image service (Glance)',
  cinder: 'block storage service (Cinder)',
  octavia: 'load balancer service (Octavia)',
};
