import type { Prisma } from '#lib/db/client.ts';
import { type Actor, isAdmin, reasonAgainst } from '#lib/auth/policy.ts';
import type { ClusterTemplateDoors, ClusterTemplateView } from './view.ts';

/**
 * Own project's templates, and those of others that are public and not hidden. Administrators may open
 * any: somebody has to be able to publish it. Source: Magnum's rules for cluster templates.
 */
export function visibleTo(actor: Actor): Prisma.ClusterTemplateWhereInput {
  return isAdmin(actor) ? {} : listedFor(actor);
}

/** As above, but without the 500 projects whose private templates an administrator may open. */
export function listedFor(actor: Actor): Prisma.ClusterTemplateWhereInput {
  return { OR: [{ projectId: actor.projectId }, isAdmin(actor) ? { public: true } : { public: true, hidden: false }] };
}

export function doorsOf(actor: Actor, template: Pick<ClusterTemplateView, 'own' | 'clusterCount'>): ClusterTemplateDoors {
  const foreign =
    template.own || isAdmin(actor) ? null : 'This template belongs to another project. Copy it to have one of your own.';
  const inUse = template.clusterCount === 0 ? null : whyFrozen(template.clusterCount);
  return {
    createCluster: reasonAgainst(actor, 'cluster:create'),
    copy: reasonAgainst(actor, 'cluster-template:create'),
    edit: reasonAgainst(actor, 'cluster-template:update') ?? foreign,
    editWhole: inUse,
    delete:
      reasonAgainst(actor, 'cluster-template:delete') ??
      foreign ??
      (inUse && `${usedBy(template.clusterCount)} this template. Delete ${them(template.clusterCount)} first.`),
    publish: reasonAgainst(actor, 'cluster-template:publish'),
  };
}

const usedBy = (count: number): string => (count === 1 ? 'One cluster uses' : `${count} clusters use`);
const them = (count: number): string => (count === 1 ? 'that cluster' : 'those clusters');

export function whyFrozen(count: number): string {
  return `${usedBy(count)} this template, so only its name, description, tags and visibility can change. Copy it to change the rest.`;
}
