import { EyeOff, Globe } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import type { ClusterTemplateRow } from '#lib/cluster-templates/view.ts';

/** Public, hidden, or another project's; nothing for the ordinary case. */
export function VisibilityBadges({ template }: { template: Pick<ClusterTemplateRow, 'public' | 'hidden' | 'own' | 'projectName'> }) {
  return (
    <>
      {template.public ? (
        <Badge tone="working" icon={<Globe aria-hidden />} title="Members of all projects may use it">
          public
        </Badge>
      ) : null}
      {template.hidden ? (
        <Badge tone="gone" icon={<EyeOff aria-hidden />} title="Not in the lists of other projects">
          hidden
        </Badge>
      ) : null}
      {!template.own && !template.public ? <Badge title="Of another project">{template.projectName}</Badge> : null}
    </>
  );
}
