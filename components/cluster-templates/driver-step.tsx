'use client';

import { Badge } from '#components/ui/badge.tsx';
import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { ComboboxField, RadioCardsField, SelectField } from '#components/wizard/form-fields.tsx';
import { imageOption, isTakenBy, itemsOf } from '#components/wizard/cloud-options.ts';
import { coes, serverTypes } from '#lib/cluster-templates/schema.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { coeTitle, serverTypeTitle } from './coe-words.ts';
import { driverDefaults, fittingFlavors, usableDrivers } from './start-values.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const driverFields = ['coe', 'serverType', 'imageId', 'driverName', 'driverVersion'] as const;

const statusTone = { released: 'ready', beta: 'waiting', deprecated: 'degraded', retired: 'gone' } as const;

export function DriverStep(props: StepProps) {
  const { choices } = props;
  const { values, driver, change } = useTemplateForm(props);
  const usable = usableDrivers(props.drivers);
  const forCoe = usable.filter(({ coe }) => coe === values.coe);
  const fitting = forCoe.filter((each) => each.serverTypes.includes(values.serverType));
  const images = itemsOf(choices.images);

  /** The driver, and with it all that only this driver can tell. */
  const take = (next: DriverManifest | undefined, serverType = values.serverType) => {
    if (!next) return;
    const defaults = driverDefaults(next);
    const image = images.find((each) => each.id === values.imageId && isTakenBy(each, next))
      ?? images.find((each) => isTakenBy(each, next));
    change({
      ...defaults,
      serverType: next.serverTypes.includes(serverType) ? serverType : defaults.serverType,
      networkDriver: next.networkDrivers.includes(values.networkDriver) ? values.networkDriver : defaults.networkDriver,
      volumeDriver: next.volumeDrivers.includes(values.volumeDriver) ? values.volumeDriver : '',
      dockerStorageDriver: next.storageDrivers.includes(values.dockerStorageDriver) ? values.dockerStorageDriver : '',
      imageId: image?.id ?? '',
      ...fittingFlavors(values, choices, next, image ?? null),
    });
  };

  const chooseImage = (imageId: string | null) => {
    const image = images.find(({ id }) => id === imageId);
    if (image && !(driver && isTakenBy(image, driver))) {
      const taker = fitting.find((each) => isTakenBy(image, each));
      if (taker) change({ ...driverDefaults(taker), serverType: values.serverType, imageId: image.id, ...fittingFlavors(values, choices, taker, image) });
    }
  };

  return (
    <>
      <RadioCardsField
        name="coe"
        label="Orchestrator"
        columns={2}
        options={coes.map((coe) => ({
          value: coe,
          title: coeTitle(coe),
          description: [...new Set(usable.filter((each) => each.coe === coe).flatMap(({ coeVersions }) => coeVersions))].join(', '),
          disabledReason: usable.some((each) => each.coe === coe) ? null : 'No driver for it is installed.',
        }))}
        onChosen={(coe) => take(usable.find((each) => each.coe === coe))}
      />
      <RadioCardsField
        name="serverType"
        label="Servers"
        options={serverTypes.map((type) => ({
          value: type,
          title: serverTypeTitle(type),
          description: type === 'vm' ? 'Nodes are servers of Nova.' : 'Nodes are whole machines of Ironic.',
          disabledReason: forCoe.some((each) => each.serverTypes.includes(type)) ? null : `No ${coeTitle(values.coe)} driver runs on it.`,
        }))}
        onChosen={(type) => take(forCoe.find((each) => each.serverTypes.includes(type === 'bm' ? 'bm' : 'vm')), type === 'bm' ? 'bm' : 'vm')}
      />
      <ChoicesFailure of={[choices.images]} />
      <ComboboxField
        name="imageId"
        label="Image"
        placeholder="Choose an image"
        searchPlaceholder="Search by name, distribution or version"
        emptyText={images.length === 0 ? 'There are no images in this project.' : 'No image matches. Try another word.'}
        options={images.map((image) => imageOption(image, fitting))}
        onChosen={chooseImage}
        help="Every node starts from it. Only images that an installed driver takes can be chosen."
      />
      <SelectField
        name="driverName"
        label="Driver"
        options={[...new Map(fitting.map((each) => [each.name, each])).values()].map((each) => ({ value: each.name, label: each.title }))}
        placeholder={driver ? undefined : 'Choose a driver'}
        onChosen={(name) => take(fitting.find((each) => each.name === name))}
      />
      <SelectField
        name="driverVersion"
        label="Driver version"
        options={fitting.filter(({ name }) => name === values.driverName).map(({ version, status }) => ({
          value: version,
          label: status === 'released' ? version : `${version} (${status})`,
        }))}
        placeholder={driver ? undefined : 'Choose a version'}
        onChosen={(version) => take(fitting.find((each) => each.name === values.driverName && each.version === version))}
        help="A template keeps its driver version: a new version never changes it by itself."
      />
      {driver ? <DriverNote driver={driver} /> : null}
    </>
  );
}

function DriverNote({ driver }: { driver: DriverManifest }) {
  return (
    <div className="rounded-md border border-line bg-sunken px-3.5 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {driver.title}
        <Badge tone={statusTone[driver.status]}>{driver.status}</Badge>
      </p>
      <p className="mt-1 text-muted">{driver.description}</p>
      <p className="mt-1.5 text-xs text-muted">
        Versions {driver.coeVersions.join(', ')} · nodes from {driver.minFlavor.vcpus} vCPU and{' '}
        {Math.round((driver.minFlavor.ramMib / 1024) * 10) / 10} GiB of RAM
      </p>
    </div>
  );
}
