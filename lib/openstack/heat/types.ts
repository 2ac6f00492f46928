export interface HeatBundle {
  /** HOT as YAML text. */
  template: string;
  /** File name (as named in `get_file` and `type:`) to content. */
  files: Readonly<Record<string, string>>;
  environment: Readonly<Record<string, unknown>>;
  parameters: Readonly<Record<string, unknown>>;
}

export interface StackSummary {
  id: string;
  name: string;
  /** <ACTION>_<STATUS>, e.g. CREATE_IN_PROGRESS */
  status: string;
  statusReason: string;
  tags: string[];
  createdAt: Date;
  updatedAt: Date | null;
}

export interface Stack extends StackSummary {
  outputs: Readonly<Record<string, unknown>>;
  timeoutMin: number | null;
}

export interface HeatEvent {
  id: string;
  at: Date;
  /** The stack that holds the resource: name and id. */
  stackName: string;
  stackId: string;
  resourceName: string;
  physicalResourceId: string | null;
  status: string;
  reason: string;
}

export interface HeatResource {
  name: string;
  type: string;
  physicalResourceId: string | null;
  status: string;
  reason: string;
  updatedAt: Date;
  requiredBy: string[];
  /** The stack that holds it; a nested stack's own resource has this as its physicalResourceId. */
  stackId: string;
  stackName: string;
  parentResource: string | null;
}

/** What an update would do to one resource; of a nested stack's resource, `stackName` is that stack's. */
export interface ResourceChange {
  kind: 'added' | 'deleted' | 'replaced' | 'updated' | 'unchanged';
  resourceName: string;
  resourceType: string;
  stackName: string;
}

/** https://docs.openstack.org/api-ref/orchestration/v1/ */
export interface HeatClient {
  /** Of the root template only: nested ones Heat looks at when the stack is created. @throws INVALID_INPUT with Heat's reason */
  validateTemplate(bundle: HeatBundle): Promise<void>;
  /** What createStack would refuse, nested templates included, with nothing made. @throws INVALID_INPUT with Heat's reason */
  previewStack(input: HeatBundle & { name: string }): Promise<void>;
  /** @throws CONFLICT when the name is taken in the project, INVALID_INPUT when Heat refuses the template. */
  createStack(input: HeatBundle & { name: string; tags: readonly string[]; timeoutMin: number }): Promise<{ id: string }>;
  updateStack(input: HeatBundle & { name: string; id: string; tags: readonly string[]; timeoutMin: number }): Promise<void>;
  /**
   * What updateStack would do, nested stacks included, with nothing done; also of a stack that is busy. Whatever refers
   * to another resource is called replaced or updated, since a preview knows no ids (lib/drivers/really-changed.ts).
   * @throws INVALID_INPUT
   */
  previewUpdate(input: HeatBundle & { name: string; id: string; tags: readonly string[]; timeoutMin: number }): Promise<ResourceChange[]>;
  /** NOT_FOUND counts as done. */
  deleteStack(ref: { name: string; id: string }): Promise<void>;
  /**
   * With an id Heat shows a deleted stack too, as DELETE_COMPLETE, until it is purged; by name alone never, and it
   * costs one request more. `outputs: false` spares Heat the resolving of outputs, which asks
   * Nova and Neutron: for polls.
   */
  getStack(ref: { name: string; id?: string }, options?: { outputs?: boolean }): Promise<Stack>;
  findStack(ref: { name: string; id?: string }, options?: { outputs?: boolean }): Promise<Stack | null>;
  /** As long as Heat lists a stack as DELETE_COMPLETE it is still at work on it: its own trust goes last. */
  listStacksByTag(tag: string): Promise<StackSummary[]>;
  /**
   * Oldest first, over all nested stacks. `after` is the id of an event already known: only later ones come, which
   * makes it the cheapest poll. `since` takes a time (Heat's are whole seconds) and comes from the newest end.
   */
  listEvents(ref: { name: string; id: string }, options?: { since?: Date; after?: string }): Promise<HeatEvent[]>;
  /** Over all nested stacks. */
  listResources(ref: { name: string; id: string }): Promise<HeatResource[]>;
}
