import { unexpectedResponseError } from './errors.ts';
import type { ServiceName } from './service-names.ts';

/** No list the portal reads is longer; a service that never ends its pages is stopped here. */
const mostPages = 200;

/**
 * Follows a list to its end. `readPage` gets the marker of the page before (undefined for the first) and
 * returns that page's items with the next marker, null at the end.
 */
export async function readAllPages<T>(
  service: ServiceName,
  subject: string,
  readPage: (marker: string | undefined) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await readPage(marker);
    all.push(...items);
    if (next === null || items.length === 0 || next === marker) return all;
    marker = next;
  }
  throw unexpectedResponseError({ service, method: 'GET', url: subject, subject }, `more than ${mostPages} pages`);
}

/** The `marker` of a "next" link; null when there is none. Only the marker is taken: the host in it may be an inner one. */
export function markerOf(link: string | null | undefined): string | null {
  if (!link) return null;
  return new URL(link, 'http://localhost').searchParams.get('marker');
}

/** Neutron's, Nova's and Octavia's `<things>_links`. */
export function nextMarker(links: readonly { rel: string; href: string }[] | null | undefined): string | null {
  return markerOf(links?.find((link) => link.rel === 'next')?.href);
}
