import { WizardSkeleton } from '#components/wizard/wizard-skeleton.tsx';

export default function Loading() {
  return <WizardSkeleton />;
}
