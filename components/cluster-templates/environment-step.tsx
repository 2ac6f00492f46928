'use client';

import { Button } from '#components/ui/button.tsx';
import { SwitchField, TextareaField, TextField } from '#components/wizard/form-fields.tsx';
import { useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Upload } from 'lucide-react';
import { noRegistry } from '#lib/cluster-templates/check-driver-rules.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const environmentFields = [
  'httpProxy', 'httpsProxy', 'noProxy', 'ntpServers', 'rootCaPem', 'containerInfraPrefix', 'insecureRegistry', 'registryEnabled',
] as const;

export function EnvironmentStep(props: StepProps) {
  const { driver } = useTemplateForm(props);
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField name="httpProxy" label="HTTP proxy" optional mono inputMode="url" placeholder="http://proxy:3128" />
        <TextField name="httpsProxy" label="HTTPS proxy" optional mono inputMode="url" placeholder="http://proxy:3128" />
      </div>
      <TextField
        name="noProxy"
        label="Not through the proxy"
        optional
        mono
        placeholder="10.0.0.0/8, .example.org"
        help="Hosts, domains, addresses and networks, separated by commas."
      />
      <TextField
        name="ntpServers"
        label="NTP servers"
        optional
        mono
        placeholder="ntp1.example.org, 192.0.2.123"
        help="Certificates fail on nodes whose clocks differ. Empty: those of the image."
      />
      <RootCaField />
      <TextField
        name="containerInfraPrefix"
        label="Container images from"
        optional
        mono
        placeholder="registry.example.org/mirror/"
        help="Prefix of your own mirror, for clouds without a way to the public registries."
      />
      <TextField
        name="insecureRegistry"
        label="Insecure registry"
        optional
        mono
        placeholder="registry.example.org:5000"
        help="A registry without a valid certificate that nodes may use all the same. A root CA above is the better way."
      />
      <SwitchField
        name="registryEnabled"
        label="Registry in the cluster"
        description="A registry that keeps its images in the cloud's object storage."
        disabledReason={driver && !driver.features.localRegistry ? noRegistry : null}
      />
    </>
  );
}

function RootCaField() {
  const { setValue } = useFormContext();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > 65_536);
    if (file.size > 65_536) return;
    setValue('rootCaPem', await file.text(), { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  };
  return (
    <div>
      <TextareaField
        name="rootCaPem"
        label="Extra root CA"
        optional
        mono
        rows={5}
        placeholder={'-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----'}
        help="Nodes trust these authorities too: for a cloud API, proxy or registry with a certificate of your own."
        aside={
          <Button variant="link" size="sm" icon={<Upload aria-hidden />} onClick={() => input.current?.click()}>
            Read from file
          </Button>
        }
      />
      <input
        ref={input}
        type="file"
        accept=".pem,.crt,.cer,application/x-pem-file"
        className="hidden"
        aria-label="File with root certificates"
        tabIndex={-1}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {tooLarge ? <p role="alert" className="mt-1.5 text-xs text-failed">This file is larger than 64 KiB. Choose another.</p> : null}
    </div>
  );
}
