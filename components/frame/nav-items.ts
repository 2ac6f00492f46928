import { Activity, Boxes, Gauge, LayoutTemplate, Package, ShieldCheck, type LucideIcon } from 'lucide-react';
import { routes } from '#lib/routes.ts';

export interface NavItem {
  href: string;
  label: string;
  Icon: LucideIcon;
  /** Second key after `g`. */
  key?: string;
}

export const navItems: readonly NavItem[] = [
  { href: routes.clusters, label: 'Clusters', Icon: Boxes, key: 'c' },
  { href: routes.clusterTemplates, label: 'Cluster templates', Icon: LayoutTemplate, key: 't' },
  { href: routes.drivers, label: 'Drivers', Icon: Package, key: 'd' },
  { href: routes.quota, label: 'Quota', Icon: Gauge, key: 'q' },
  { href: routes.activity, label: 'Activity', Icon: Activity, key: 'a' },
];

export const adminNavItems: readonly NavItem[] = [{ href: routes.admin.clusters, label: 'All clusters', Icon: ShieldCheck }];

export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
