import { ask, type Session } from './cloud.ts';

interface Stack {
  id: string;
  stack_name: string;
  stack_status: string;
  stack_status_reason: string;
}

interface Resource {
  resource_name: string;
  resource_status: string;
  resource_status_reason: string;
  parent_resource?: string;
}

/** What Heat and Nova say of the project's stacks and servers, for whoever reads why a test failed; what is complete is left out. */
export async function describeProject(session: Session): Promise<string> {
  const heat = session.endpoint('orchestration');
  const { stacks } = await ask<{ stacks: (Stack & { project?: string })[] }>(session, `${heat}/stacks`);
  const { servers } = await ask<{ servers: { name: string; status: string }[] }>(session, `${session.endpoint('compute')}/servers/detail`);
  const own = stacks.filter(({ project = session.projectId }) => project === session.projectId);
  const lines = await Promise.all(own.map((stack) => describeStack(session, heat, stack)));
  return [...lines.flat(), ...servers.map(({ name, status }) => `server ${name}: ${status}`)].join('\n');
}

async function describeStack(session: Session, heat: string, { stack_name: name, id, stack_status: status, stack_status_reason: reason }: Stack): Promise<string[]> {
  const { resources } = await ask<{ resources: Resource[] }>(session, `${heat}/stacks/${name}/${id}/resources?nested_depth=3`);
  return [
    `stack ${name}: ${status}, ${cut(reason)}`,
    ...resources
      .filter((resource) => !resource.resource_status.endsWith('_COMPLETE'))
      .map((resource) => `  ${resource.parent_resource ?? ''}/${resource.resource_name}: ${resource.resource_status}, ${cut(resource.resource_status_reason)}`),
  ];
}

function cut(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160);
}
