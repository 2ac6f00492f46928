'use client';

import { DriverStatus } from '#components/drivers/driver-table.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { ComboboxField, RadioCardsField, SelectField } from '#components/wizard/form-fields.tsx';
import { imageOption, isTakenBy, itemsOf } from '#components/wizard/cloud-options.ts';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import { coes, serverTypes } from '#lib/cluster-templates/schema.ts';
import { refusedPairs } from '#lib/drivers/accepts-image.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { coeTitle, serverTypeTitle } from './coe-words.ts';
import { driverOptions, versionOptions } from './driver-options.ts';
import { driverDefaults, fittingDrivers, fittingFlavors, usableDrivers } from './start-values.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const driverFields = ['coe', 'serverType', 'imageId', 'driverName', 'driverVersion'] as const;

export function DriverStep(props: StepProps) {
  const { choices } = props;
  const { values, driver, image, change } = useTemplateForm(props);
  const usable = usableDrivers(props.drivers);
  const forCoe = usable.filter(({ coe }) => coe === values.coe);
  const fitting = forCoe.filter((each) => each.serverTypes.includes(values.serverType));
  const images = itemsOf(choices.images);

  /** The driver, and with it all that only this driver can tell. */
  const take = (next: DriverManifest | undefined, serverType = values.serverType) => {
    if (!next) return;
    const defaults = driverDefaults(next);
    const suitable = images.find((each) => each.id === values.imageId && isTakenBy(each, next))
      ?? images.find((each) => isTakenBy(each, next));
    const runsOn = next.serverTypes.includes(serverType) ? serverType : defaults.serverType;
    change({
      ...defaults,
      serverType: runsOn,
      ...fittingDrivers(values, next, suitable ?? null),
      volumeDriver: next.volumeDrivers.includes(values.volumeDriver) ? values.volumeDriver : '',
      imageId: suitable?.id ?? '',
      ...fittingFlavors({ ...values, serverType: runsOn }, choices, next, suitable ?? null),
    });
  };

  const chooseImage = (imageId: string | null) => {
    const chosen = images.find(({ id }) => id === imageId);
    if (!chosen) return;
    if (driver && isTakenBy(chosen, driver)) return change(fittingDrivers(values, driver, chosen));
    const taker = fitting.find((each) => isTakenBy(chosen, each));
    if (!taker) return;
    change({
      ...driverDefaults(taker),
      ...fittingDrivers(values, taker, chosen),
      serverType: values.serverType,
      imageId: chosen.id,
      ...fittingFlavors(values, choices, taker, chosen),
    });
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
      <ComboboxField
        name="driverName"
        label="Driver"
        placeholder="Choose a driver"
        searchPlaceholder="Search by title or distribution"
        emptyText="No driver matches. Try another word."
        options={driverOptions(forCoe, values.serverType, image)}
        onChosen={(name) => take(fitting.find((each) => each.name === name && (!image || isTakenBy(image, each))) ?? fitting.find((each) => each.name === name))}
      />
      <SelectField
        name="driverVersion"
        label="Driver version"
        options={versionOptions(props.drivers, values, image)}
        placeholder={driver ? undefined : 'Choose a version'}
        onChosen={(version) => take(fitting.find((each) => each.name === values.driverName && each.version === version))}
        help="A template keeps its driver version: a new version never changes it by itself."
      />
      {driver ? <DriverNote driver={driver} image={image} /> : null}
    </>
  );
}

function DriverNote({ driver, image }: { driver: DriverManifest; image: ImageChoice | null }) {
  const refused = image ? refusedPairs(driver, image) : [];
  return (
    <>
      {driver.status === 'deprecated' || driver.status === 'retired' ? (
        <Alert kind="warning">{driver.status === 'retired' ? 'This version is retired: it makes no new clusters.' : 'This version is deprecated: it works, but choose another for new clusters.'}</Alert>
      ) : null}
      {image && refused.length > 0 ? (
        <Alert kind="info" title={`Not every version runs on ${image.name}`}>
          {refused.map(({ coeVersion, note }) => `${coeVersion}: ${note || 'known not to work.'}`).join(' ')}
        </Alert>
      ) : null}
      <DriverCard driver={driver} />
    </>
  );
}

function DriverCard({ driver }: { driver: DriverManifest }) {
  return (
    <div className="rounded-md border border-line bg-sunken px-3.5 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {driver.title}
        <DriverStatus status={driver.status} />
      </p>
      <p className="mt-1 text-muted">{driver.description}</p>
      <p className="mt-1.5 text-xs text-muted">
        Versions {driver.coeVersions.join(', ')} · nodes from {driver.minFlavor.vcpus} vCPU and{' '}
        {Math.round((driver.minFlavor.ramMib / 1024) * 10) / 10} GiB of RAM
      </p>
    </div>
  );
}
