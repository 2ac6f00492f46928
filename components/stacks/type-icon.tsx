import {
  Box,
  Cable,
  FileCode2,
  Globe,
  HardDrive,
  HeartPulse,
  Hourglass,
  Layers,
  Network,
  Route,
  Scale,
  Server,
  Shield,
  Signpost,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';

const icons: Readonly<Record<string, LucideIcon>> = {
  'OS::Nova::Server': Server,
  'OS::Nova::ServerGroup': Layers,
  'OS::Neutron::Net': Network,
  'OS::Neutron::Subnet': Waypoints,
  'OS::Neutron::Router': Route,
  'OS::Neutron::RouterInterface': Signpost,
  'OS::Neutron::Port': Cable,
  'OS::Neutron::FloatingIP': Globe,
  'OS::Neutron::FloatingIPAssociation': Globe,
  'OS::Neutron::SecurityGroup': Shield,
  'OS::Neutron::SecurityGroupRule': Shield,
  'OS::Octavia::LoadBalancer': Scale,
  'OS::Octavia::Listener': Scale,
  'OS::Octavia::Pool': Scale,
  'OS::Octavia::PoolMember': Scale,
  'OS::Octavia::HealthMonitor': HeartPulse,
  'OS::Cinder::Volume': HardDrive,
  'OS::Cinder::VolumeAttachment': HardDrive,
  'OS::Heat::WaitCondition': Hourglass,
  'OS::Heat::WaitConditionHandle': Hourglass,
  'OS::Heat::SoftwareConfig': FileCode2,
  'OS::Heat::MultipartMime': FileCode2,
  'OS::Heat::CloudConfig': FileCode2,
  'OS::Heat::ResourceGroup': Layers,
  'OS::Heat::Stack': Layers,
};

export function TypeIcon({ type, className }: { type: string; className?: string }) {
  const Icon = icons[type] ?? (type.includes('.yaml') ? Layers : Box);
  return <Icon className={className} aria-hidden />;
}
