import Link from 'next/link';
import { Star } from 'lucide-react';
import type { DriverOffer } from '#lib/driver-catalogue/view.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import { coeWord, imageWord, provenWord, serverTypeWord, statusLook, versionsWord } from './driver-words.ts';

/** One line for each version; of a driver with several the one to be offered first stands above the others. */
export function DriverTable({ drivers }: { drivers: readonly DriverOffer[] }) {
  return (
    <Table caption="Cluster drivers">
      <TableHead>
        <TableHeaderCell>Driver</TableHeaderCell>
        <TableHeaderCell>Status</TableHeaderCell>
        <TableHeaderCell>Makes</TableHeaderCell>
        <TableHeaderCell>Runs on</TableHeaderCell>
        <TableHeaderCell>Proven</TableHeaderCell>
      </TableHead>
      <TableBody>
        {drivers.map((driver) => (
          <TableRow key={`${driver.name} ${driver.version}`}>
            <TableCell>
              <Link href={routes.driver(driver.name, driver.version)} className="rounded-xs font-medium whitespace-nowrap hover:underline">
                {driver.title}
              </Link>
              <div className="font-mono text-xs whitespace-nowrap text-muted">
                {driver.name} {driver.version}
              </div>
            </TableCell>
            <TableCell>
              <span className="flex items-center gap-1.5">
                <DriverStatus status={driver.status} />
                {driver.preferred && hasSeveral(drivers, driver) ? <OfferedFirst by={null} /> : null}
              </span>
            </TableCell>
            <TableCell>
              <span className="block whitespace-nowrap">{coeWord[driver.coe]}</span>
              <span className="block text-xs whitespace-nowrap text-muted tabular-nums">{versionsWord(driver)}</span>
            </TableCell>
            <TableCell>
              <span className="block whitespace-nowrap">{imageWord(driver)}</span>
              <span className="block text-xs whitespace-nowrap text-muted">{driver.serverTypes.map((type) => serverTypeWord[type]).join(', ')}</span>
            </TableCell>
            <TableCell className="min-w-40 text-muted">{provenWord(driver)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** For narrow screens: what decides about a driver, without scrolling sideways. */
export function DriverCards({ drivers }: { drivers: readonly DriverOffer[] }) {
  return (
    <ul className="space-y-3">
      {drivers.map((driver) => (
        <li key={`${driver.name} ${driver.version}`}>
          <Link
            href={routes.driver(driver.name, driver.version)}
            className="block rounded-lg border border-line bg-surface p-4 text-sm shadow-xs hover:bg-hover"
          >
            <span className="flex items-start justify-between gap-3">
              <span className="font-medium">{driver.title}</span>
              <span className="flex flex-wrap justify-end gap-1.5">
                {driver.preferred && hasSeveral(drivers, driver) ? <OfferedFirst by={null} /> : null}
                <DriverStatus status={driver.status} />
              </span>
            </span>
            <span className="mt-0.5 block font-mono text-xs text-muted">
              {driver.name} {driver.version}
            </span>
            <span className="mt-2 block">
              {coeWord[driver.coe]} {versionsWord(driver)} on {imageWord(driver)}
            </span>
            <span className="mt-1 block text-muted">{provenWord(driver)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function hasSeveral(drivers: readonly DriverOffer[], { name }: DriverOffer): boolean {
  return drivers.filter((each) => each.name === name).length > 1;
}

/** Marks the version that wizards choose unless told otherwise. */
export function OfferedFirst({ by }: { by: 'project' | 'cloud' | null }) {
  const why = by === 'project' ? 'This project has chosen it.' : by === 'cloud' ? 'It was chosen for the whole cloud.' : 'Wizards choose this version of the driver unless told otherwise.';
  return (
    <Badge tone="accent" icon={<Star aria-hidden />} title={why}>
      Offered first
    </Badge>
  );
}

export function DriverStatus({ status }: { status: DriverManifest['status'] }) {
  const { word, tone, help } = statusLook[status];
  return (
    <Badge tone={tone} title={help}>
      {word}
    </Badge>
  );
}
