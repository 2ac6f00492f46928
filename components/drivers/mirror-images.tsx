'use client';

import { useState } from 'react';
import { HardDriveDownload } from 'lucide-react';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { DriverView } from '#lib/driver-catalogue/view.ts';

interface MirrorImagesProps {
  name: string;
  mirrors: DriverView['mirrors'];
}

const forms = [
  { value: 'list', label: 'List of images', file: 'images.txt' },
  { value: 'skopeo', label: 'skopeo copy', file: 'copy-images.sh' },
  { value: 'docker', label: 'docker pull and push', file: 'push-images.sh' },
] as const;

/** The images a registry of one's own must hold, as a list or as the commands that fill it. */
export function MirrorImages({ name, mirrors }: MirrorImagesProps) {
  const [coeVersion, setCoeVersion] = useState(mirrors[0]?.coeVersion ?? '');
  const [form, setForm] = useState<(typeof forms)[number]['value']>('list');
  const [prefix, setPrefix] = useState('registry.example.org/k8s');
  const images = mirrors.find((each) => each.coeVersion === coeVersion)?.images ?? [];
  if (mirrors.length === 0) {
    return (
      <Card>
        <EmptyState icon={<HardDriveDownload aria-hidden />} title="Nodes pull no images" description="This driver's manifest names none, so there is nothing to mirror for it." />
      </Card>
    );
  }
  const { file } = forms.find(({ value }) => value === form) ?? forms[0];
  return (
    <Card
      title="Images to mirror"
      description="What a registry must hold for nodes without a way to the internet. Give the cluster template its address as container image prefix."
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Version">
          <Select value={coeVersion} onChange={(event) => setCoeVersion(event.target.value)} options={mirrors.map((each) => ({ value: each.coeVersion, label: each.coeVersion }))} />
        </Field>
        <Field label="As">
          <Select value={form} onChange={(event) => setForm(forms.find(({ value }) => value === event.target.value)?.value ?? 'list')} options={forms} />
        </Field>
        <Field label="Prefix of the mirror">
          <Input mono value={prefix} onChange={(event) => setPrefix(event.target.value)} spellCheck={false} autoCapitalize="off" disabled={form === 'list'} />
        </Field>
      </div>
      <CodeBlock className="mt-4" code={write(form, images, prefix.trim().replace(/\/+$/, ''))} fileName={`${name}-${coeVersion}-${file}`} label="Images to mirror" download />
    </Card>
  );
}

function write(form: string, images: readonly string[], prefix: string): string {
  if (form === 'list') return `${images.join('\n')}\n`;
  const lines = images.map((image) => {
    const target = `${prefix}/${image.split('/').at(-1) ?? image}`;
    return form === 'skopeo'
      ? `skopeo copy docker://${image} docker://${target}`
      : `docker pull ${image}\ndocker tag ${image} ${target}\ndocker push ${target}`;
  });
  return `#!/bin/sh\nset -e\n${lines.join('\n')}\n`;
}
