/**
 * What was typed into a wizard, kept in this tab (sessionStorage) so that a lost sign-in or a slip of the
 * hand loses nothing. Nothing secret may be in it: callers clean their values first.
 */
interface StoredDraft {
  savedAt: string;
  values: Record<string, unknown>;
}

const prefix = 'jeroboam-draft:';

export function saveDraft(key: string, values: Record<string, unknown>): void {
  try {
    const stored: StoredDraft = { savedAt: new Date().toISOString(), values };
    sessionStorage.setItem(prefix + key, JSON.stringify(stored));
  } catch {
    // Storage is full or forbidden: the wizard works without a draft.
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // As above.
  }
}

/**
 * The draft laid over the wizard's own defaults. A value whose type no longer fits is left out, so that a
 * draft of an older version cannot break the form.
 */
export function loadDraft<Values extends object>(
  key: string,
  defaults: Values,
): { savedAt: string; values: Values } | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null') as unknown;
    return isStored(stored) ? { savedAt: stored.savedAt, values: layOver(defaults, stored.values) } : null;
  } catch {
    return null;
  }
}

function isStored(value: unknown): value is StoredDraft {
  return (
    typeof value === 'object' && value !== null &&
    'savedAt' in value && typeof value.savedAt === 'string' &&
    'values' in value && typeof value.values === 'object' && value.values !== null
  );
}

function layOver<Values extends object>(defaults: Values, given: Record<string, unknown>): Values {
  const kept = Object.entries(defaults).map(([key, value]: [string, unknown]) => {
    const other = given[key];
    const fits = kind(other) === kind(value) || (isScalar(other) && value === null) || (other === null && isScalar(value));
    return [key, fits ? other : value];
  });
  return Object.fromEntries(kept) as Values;
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** An address without the user name and password in it. */
export function withoutUserInfo(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
}
