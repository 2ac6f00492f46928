/** The list a page belongs to: one thing's page makes no sense in another project or region. */
export function samePageElsewhere(pathname: string): string | null {
  const [first, second] = pathname.split('/').filter(Boolean);
  if (!first) return null;
  return first === 'admin' && second ? `/${first}/${second}` : `/${first}`;
}
