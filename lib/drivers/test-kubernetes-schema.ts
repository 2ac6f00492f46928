import { readFileSync } from 'node:fs';
import path from 'node:path';

/** OpenAPI 2 as Kubernetes publishes it, as far as it is used there. */
interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  format?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | true;
  items?: Schema;
  required?: string[];
  /** "apps/v1 DaemonSet": the definition of a whole object. */
  kind?: string;
}

/**
 * Definitions of Kubernetes 1.20.2, without descriptions: those that the add-ons use and all these refer to. From
 * api/openapi-spec/swagger.json of its source; the schemas inside a CustomResourceDefinition are taken as they are.
 */
const definitions = JSON.parse(readFileSync(path.join(import.meta.dirname, 'kubernetes-1.20.2.schema.json'), 'utf8')) as Record<string, Schema>;
const kinds = new Map(Object.values(definitions).flatMap((schema) => (schema.kind ? [[schema.kind, schema] as const] : [])));

/** What the API would refuse in this object, field by field; unknown fields count, which the API itself drops in silence. */
export function kubernetesFaults(object: unknown): string[] {
  const { apiVersion, kind } = object as { apiVersion?: string; kind?: string };
  const schema = kinds.get(`${apiVersion} ${kind}`);
  return schema ? faultsIn(schema, object, String(kind)) : [`${apiVersion} ${kind} is not among the definitions`];
}

function faultsIn(given: Schema, value: unknown, at: string): string[] {
  const schema = given.$ref ? (definitions[given.$ref.slice(1)] ?? {}) : given;
  if (schema.format === 'int-or-string') return ['string', 'number'].includes(typeof value) ? [] : [`${at} is neither number nor text`];
  switch (schema.type) {
    case undefined:
      return [];
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((item, index) => faultsIn(schema.items ?? {}, item, `${at}[${index}]`));
    case 'object':
      return objectFaults(schema, value, at);
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at} is no whole number`];
    default:
      return typeof value === schema.type ? [] : [`${at} is no ${schema.type}`];
  }
}

function objectFaults(schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no map`];
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key)).map((key) => `${at}.${key} is missing`);
  const wrong = Object.entries(value).flatMap(([key, item]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    if (known === true || (known === undefined && !schema.properties)) return [];
    return known ? faultsIn(known, item, `${at}.${key}`) : [`${at}.${key} is unknown`];
  });
  return [...missing, ...wrong];
}
