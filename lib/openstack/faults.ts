/** The reason inside an error body, whichever service wrote it. */
export interface Fault {
  /** The service's own class of error, e.g. `StackExists`, `OverQuota`, `overLimit`; null where it names none. */
  type: string | null;
  /** One line of plain text; empty when the body says nothing. */
  reason: string;
}

const longestReason = 1_000;

/**
 * Shapes seen on the real services:
 * Heat `{explanation, error: {type, message}}`, Keystone `{error: {message, title}}`,
 * Nova and Cinder `{<fault name>: {message}}`, Neutron `{NeutronError: {type, message}}`,
 * Octavia `{faultcode, faultstring}`, Glance an HTML page or `{message, title}`.
 */
export function readFault(body: string): Fault {
  const parsed = parseObject(body);
  if (!parsed) return { type: null, reason: oneLine(stripHtml(body)) };

  const faultString = text(parsed.faultstring);
  if (faultString) return { type: text(parsed.faultcode), reason: oneLine(faultString) };

  const neutron = parsed.NeutronError;
  if (typeof neutron === 'string') return { type: null, reason: oneLine(neutron) };
  if (isObject(neutron)) return { type: text(neutron.type), reason: oneLine(text(neutron.message) ?? '') };

  if (isObject(parsed.error)) {
    const reason = text(parsed.error.message) ?? text(parsed.explanation) ?? '';
    return { type: text(parsed.error.type), reason: oneLine(reason) };
  }

  const own = text(parsed.message) ?? text(parsed.explanation);
  if (own) return { type: text(parsed.title), reason: oneLine(stripHtml(own)) };

  for (const [name, value] of Object.entries(parsed)) {
    if (isObject(value) && text(value.message)) return { type: name, reason: oneLine(text(value.message) ?? '') };
  }
  return { type: null, reason: '' };
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The body of a WebOb error page follows its `<h1>`, which only repeats the status. */
function stripHtml(value: string): string {
  return value
    .replace(/<(head|style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<h1>[\s\S]*?<\/h1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

function oneLine(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}
