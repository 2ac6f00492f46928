import type { ReadDriver } from './check-driver.ts';
import { deriveValues } from './render-bundle.ts';
import { sampleValues } from './sample-values.ts';

/** Magnum's most loved drivers have hundreds: nobody can test what they make together. */
export const mostParameters = 40;

/** What the templates say against the manifest, themselves or the rules for secrets. Pure. */
export function checkTemplates(read: ReadDriver): string[] {
  return [...checkParameters(read), ...checkVersions(read), ...checkSecrets(read), ...[...read.templates].flatMap(([name, template]) => checkReferences(read, name, template))];
}

function sourcesOf({ driver }: ReadDriver, name: string): string[] {
  return [driver.manifest.parameters[name] ?? []].flatMap((source) => (typeof source === 'string' ? [source] : Object.values(source)));
}

function checkParameters(read: ReadDriver): string[] {
  const { driver, hot } = read;
  const { parameters: mapped, labels } = driver.manifest;
  const faults: string[] = [];
  const count = Object.keys(hot.parameters).length;
  if (count > mostParameters) faults.push(`The template has ${count} parameters; ${mostParameters} are allowed. Put what nodes only pass on into one of type json.`);
  for (const [name, parameter] of Object.entries(hot.parameters)) {
    if (!Object.hasOwn(mapped, name) && parameter.default === undefined) faults.push(`The parameter ${name} has neither a default nor a field of driver.yaml.`);
  }
  const values = sampleValues(driver);
  const fields = { ...values, derived: deriveValues(values, driver.manifest) };
  for (const [name, source] of Object.entries(mapped)) {
    if (!Object.hasOwn(hot.parameters, name)) faults.push(`driver.yaml maps ${name}, which the template does not have.`);
    for (const dotted of sourcesOf(read, name)) {
      const value = dotted.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined), fields);
      if (value === undefined) faults.push(`driver.yaml takes ${name} from ${dotted}, which does not exist.`);
      if (value === null && typeof source === 'string' && hot.parameters[name]?.default === undefined) faults.push(`The parameter ${name} needs a default: ${dotted} may be empty.`);
    }
  }
  const used = new Set(Object.keys(mapped).flatMap((name) => sourcesOf(read, name)));
  return [...faults, ...labels.filter(({ key }) => !used.has(`labels.${key}`)).map(({ key }) => `No parameter reads the label ${key}.`)];
}

function checkVersions({ driver, hot, templates }: ReadDriver): string[] {
  const { heatTemplateVersion, outputs } = driver.manifest;
  return [
    ...[...templates].filter(([, template]) => template.heat_template_version !== heatTemplateVersion)
      .map(([name, template]) => `${name} is of the HOT version ${template.heat_template_version}, driver.yaml says ${heatTemplateVersion}.`),
    ...Object.keys(outputs).filter((name) => !Object.hasOwn(hot.outputs, name)).map((name) => `driver.yaml reads the output ${name}, which the template does not have.`),
  ];
}

/** Secrets go to hidden parameters without default, in nested templates too, and never to an output. */
function checkSecrets(read: ReadDriver): string[] {
  const secret = Object.keys(read.driver.manifest.parameters).filter((name) => sourcesOf(read, name).some((source) => source.startsWith('secrets.')));
  return [...read.templates].flatMap(([file, template]) => {
    const outputs = JSON.stringify(template.outputs);
    const hidden = Object.entries(template.parameters).filter(([, parameter]) => parameter.hidden).map(([name]) => name);
    return [
      ...secret.filter((name) => template.parameters[name] && template.parameters[name].hidden !== true).map((name) => `${file}: the parameter ${name} carries a secret and is not hidden.`),
      ...secret.filter((name) => template.parameters[name]?.default !== undefined).map((name) => `${file}: the parameter ${name} carries a secret and has a default.`),
      ...hidden.filter((name) => outputs.includes(`"${name}"`)).map((name) => `${file}: an output shows the hidden parameter ${name}.`),
      ...(/curl_cli|wait_handle/.test(outputs) ? [`${file}: an output shows a signal address, which holds a token.`] : []),
    ];
  });
}

/** Whatever way the YAML is written: after parsing, each file that Heat would look for is one of the bundle. */
function checkReferences({ flat }: ReadDriver, file: string, template: unknown): string[] {
  const faults = new Set<string>();
  const known = (name: string) => Object.hasOwn(flat.files, name);
  const walk = (value: unknown, key: string) => {
    if (key === 'get_file' && !(typeof value === 'string' && known(value))) {
      faults.add(`${file}: get_file names ${sayName(value)}, which is not a file of the bundle.`);
    }
    if (key === 'type' && typeof value === 'string' && !known(value) && looksLikeFile(value)) {
      faults.add(`${file}: a type names ${sayName(value)}, which is not a file of the bundle.`);
    }
    if (Array.isArray(value)) for (const item of value) walk(item, '');
    else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) walk(item, name);
  };
  walk(template, '');
  return [...faults];
}

/** Heat takes a type with a scheme or such an ending for a template to fetch. */
function looksLikeFile(type: string): boolean {
  return /:\/\/|^\w+:(?!:)|\.(ya?ml|template)$|\//i.test(type) && !/^[A-Za-z0-9]+(::[A-Za-z0-9]+)+$/.test(type);
}

function sayName(value: unknown): string {
  return typeof value === 'string' ? `“${value.slice(0, 120)}”` : 'something that is no name';
}
