'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import Link from 'next/link';
import { EllipsisVertical } from 'lucide-react';
import { withParameters } from '#components/clusters/list-address.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import type { TemplateSort } from '#lib/cluster-templates/schema.ts';
import type { ClusterTemplateDoors, ClusterTemplateRow } from '#lib/cluster-templates/view.ts';
import { routes } from '#lib/routes.ts';
import { coeTitle } from './coe-words.ts';
import { TemplateMenu, type TemplateActions } from './template-menu.tsx';
import { VisibilityBadges } from './visibility-badges.tsx';

interface TemplateTableProps extends TemplateActions {
  rows: readonly { template: ClusterTemplateRow; doors: ClusterTemplateDoors }[];
  sort: TemplateSort;
}

/** Dense rows on wide screens, cards on narrow ones. */
export function TemplateTable({ rows, sort, deleteTemplate, publishTemplate }: TemplateTableProps) {
  const address = { path: usePathname(), search: useSearchParams().toString() };
  const sortBy = (column: 'name' | 'created' | 'updated', first: TemplateSort) => ({
    href: withParameters(address, { sort: sort === column ? `-${column}` : sort === `-${column}` ? column : first }),
    direction: sort === column ? ('asc' as const) : sort === `-${column}` ? ('desc' as const) : null,
  });
  const menuOf = ({ template, doors }: TemplateTableProps['rows'][number]) => (
    <TemplateMenu
      template={template}
      doors={doors}
      deleteTemplate={deleteTemplate}
      publishTemplate={publishTemplate}
      trigger={<Button variant="ghost" size="icon-sm" aria-label={`More for ${template.name}`} icon={<EllipsisVertical aria-hidden />} />}
    />
  );
  return (
    <>
      <div className="hidden rounded-lg border border-line bg-surface shadow-xs md:block">
        <Table caption="Cluster templates" containerClassName="rounded-lg">
          <TableHead>
            <TableHeaderCell sort={sortBy('name', 'name')}>Name</TableHeaderCell>
            <TableHeaderCell>Orchestrator</TableHeaderCell>
            <TableHeaderCell>Driver</TableHeaderCell>
            <TableHeaderCell className="max-lg:hidden">Image</TableHeaderCell>
            <TableHeaderCell className="max-xl:hidden">Flavors</TableHeaderCell>
            <TableHeaderCell numeric>Clusters</TableHeaderCell>
            <TableHeaderCell numeric sort={sortBy('updated', '-updated')}>
              Changed
            </TableHeaderCell>
            <TableHeaderCell className="w-12">
              <span className="sr-only">Actions</span>
            </TableHeaderCell>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.template.id} data-template={row.template.name}>
                <TableCell className="max-w-80">
                  <NameCell template={row.template} />
                </TableCell>
                <TableCell className="whitespace-nowrap">{coeTitle(row.template.coe)}</TableCell>
                <TableCell className="whitespace-nowrap">
                  <code className="font-mono text-xs">{row.template.driverName}</code>{' '}
                  <span className="text-xs text-muted">{row.template.driverVersion}</span>
                </TableCell>
                <TableCell className="max-w-48 truncate max-lg:hidden" title={row.template.imageName}>
                  {row.template.imageName}
                </TableCell>
                <TableCell className="max-w-44 truncate text-muted max-xl:hidden" title={flavorsOf(row.template)}>
                  {flavorsOf(row.template)}
                </TableCell>
                <TableCell numeric>{row.template.clusterCount || <span className="text-faint">–</span>}</TableCell>
                <TableCell numeric className="whitespace-nowrap text-muted">
                  <RelativeTime at={row.template.updatedAt} />
                </TableCell>
                <TableCell className="pr-2">{menuOf(row)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="space-y-2 md:hidden" aria-label="Cluster templates">
        {rows.map((row) => (
          <li key={row.template.id} className="flex items-start gap-2 rounded-lg border border-line bg-surface p-3 shadow-xs">
            <div className="min-w-0 flex-1 space-y-1.5">
              <NameCell template={row.template} />
              <p className="truncate text-xs text-muted">
                {coeTitle(row.template.coe)} · {row.template.imageName} · {flavorsOf(row.template)}
              </p>
              <p className="truncate text-xs text-muted">
                {row.template.clusterCount === 1 ? '1 cluster' : `${row.template.clusterCount} clusters`} · changed{' '}
                <RelativeTime at={row.template.updatedAt} />
              </p>
            </div>
            {menuOf(row)}
          </li>
        ))}
      </ul>
    </>
  );
}

function flavorsOf({ masterFlavorName, flavorName }: ClusterTemplateRow): string {
  return masterFlavorName === flavorName ? flavorName : `${masterFlavorName} + ${flavorName}`;
}

function NameCell({ template }: { template: ClusterTemplateRow }) {
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <Link href={routes.clusterTemplate(template.id)} prefetch={false} className="min-w-0 truncate rounded-xs font-medium text-ink hover:underline">
          {template.name}
        </Link>
        <VisibilityBadges template={template} />
        {template.tags.slice(0, 2).map((tag) => (
          <Badge key={tag} className="max-w-24 max-xl:hidden">
            <span className="truncate">{tag}</span>
          </Badge>
        ))}
      </div>
      {template.description ? (
        <p className="truncate text-xs text-muted" title={template.description}>
          {template.description}
        </p>
      ) : null}
    </>
  );
}
