import { z } from 'zod';

/** Lifetimes a person can choose, in hours; those above the portal's maximum are left out. */
export const certificateLifetimes = [
  { hours: 1, label: '1 hour' },
  { hours: 8, label: '8 hours' },
  { hours: 24, label: '1 day' },
  { hours: 168, label: '7 days' },
  { hours: 720, label: '30 days' },
] as const;

/** `?hours=` of the addresses that give a client certificate. */
export const certificateHoursSchema = z.coerce.number({ error: 'Use a whole number of hours.' }).int({ error: 'Use a whole number of hours.' });
