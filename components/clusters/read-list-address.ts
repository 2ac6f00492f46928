export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** A parameter given twice counts once. */
export function one(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Back to a query string, for links that change one part of it. */
export function toSearch(parameters: SearchParams): string {
  const pairs = Object.keys(parameters).flatMap((key) => {
    const value = one(parameters[key]);
    return value === null ? [] : [[key, value]];
  });
  return new URLSearchParams(pairs).toString();
}
