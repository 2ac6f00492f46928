export type StepState = 'todo' | 'current' | 'done' | 'wrong';

export interface StepFields {
  /** Names of form fields; a name covers all below it (`labels` covers `labels.kube_tag`). */
  fields: readonly string[];
}

/** The words of a step's state, since colour alone tells nobody. */
export const stepStateWords: Readonly<Record<StepState, string>> = {
  todo: 'not filled in yet',
  current: 'current step',
  done: 'filled in',
  wrong: 'needs a look',
};

/** Names that hold an error, from React Hook Form's tree of errors. A leaf has a `type`. */
export function errorPaths(errors: object, prefix = ''): string[] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value !== 'object' || value === null) return [];
    if ('type' in value && typeof value.type === 'string') return [path];
    return errorPaths(value, path);
  });
}

export function covers(step: StepFields, path: string): boolean {
  return step.fields.some((field) => path === field || path.startsWith(`${field}.`));
}

/** Index of the first step that holds one of these errors, or -1. */
export function firstStepWith(steps: readonly StepFields[], paths: readonly string[]): number {
  return steps.findIndex((step) => paths.some((path) => covers(step, path)));
}

export function stepState(
  step: StepFields,
  index: number,
  at: { current: number; visited: ReadonlySet<number>; wrongPaths: readonly string[] },
): StepState {
  if (index === at.current) return 'current';
  if (at.wrongPaths.some((path) => covers(step, path))) return 'wrong';
  return at.visited.has(index) ? 'done' : 'todo';
}
