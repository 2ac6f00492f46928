/** Plain words for Heat's resource types; types without one keep the end of their name. */
const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'OS::Nova::Server': ['server', 'servers'],
  'OS::Nova::ServerGroup': ['server group', 'server groups'],
  'OS::Nova::KeyPair': ['key pair', 'key pairs'],
  'OS::Neutron::Net': ['network', 'networks'],
  'OS::Neutron::Subnet': ['subnet', 'subnets'],
  'OS::Neutron::Port': ['port', 'ports'],
  'OS::Neutron::Router': ['router', 'routers'],
  'OS::Neutron::RouterInterface': ['router interface', 'router interfaces'],
  'OS::Neutron::FloatingIP': ['floating IP', 'floating IPs'],
  'OS::Neutron::FloatingIPAssociation': ['floating IP binding', 'floating IP bindings'],
  'OS::Neutron::SecurityGroup': ['security group', 'security groups'],
  'OS::Neutron::SecurityGroupRule': ['security group rule', 'security group rules'],
  'OS::Cinder::Volume': ['volume', 'volumes'],
  'OS::Cinder::VolumeAttachment': ['volume attachment', 'volume attachments'],
  'OS::Octavia::LoadBalancer': ['load balancer', 'load balancers'],
  'OS::Octavia::Listener': ['listener', 'listeners'],
  'OS::Octavia::Pool': ['pool', 'pools'],
  'OS::Octavia::PoolMember': ['pool member', 'pool members'],
  'OS::Octavia::HealthMonitor': ['health monitor', 'health monitors'],
  'OS::Heat::ResourceGroup': ['resource group', 'resource groups'],
  'OS::Heat::SoftwareConfig': ['start-up script', 'start-up scripts'],
  'OS::Heat::MultipartMime': ['start-up bundle', 'start-up bundles'],
  'OS::Heat::WaitCondition': ['wait condition', 'wait conditions'],
  'OS::Heat::WaitConditionHandle': ['wait handle', 'wait handles'],
  'OS::Heat::RandomString': ['random string', 'random strings'],
  'OS::Heat::Value': ['value', 'values'],
};

export function resourceTypeWord(type: string, count: number): string {
  const known = words[type];
  if (known) return count === 1 ? known[0] : known[1];
  const end = type.split('::').at(-1) ?? type;
  return end.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
