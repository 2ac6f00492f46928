import { z } from 'zod';

const name = (what: string) =>
  z
    .string({ error: `Enter ${what}.` })
    .trim()
    .min(1, { error: `Enter ${what}.` })
    .max(255, { error: 'This is longer than 255 characters.' });

export const signInSchema = z.object({
  userName: name('your user name'),
  password: z.string({ error: 'Enter your password.' }).min(1, { error: 'Enter your password.' }).max(4_096, { error: 'This is too long for a password.' }),
  domainName: name('your domain').default('Default'),
  /** Signing in again where one was. */
  projectId: z.string().max(255).optional(),
});

export type SignInInput = z.input<typeof signInSchema>;

export const chooseProjectSchema = z.object({ projectId: z.string().min(1).max(255) });

export const chooseRegionSchema = z.object({ region: z.string().min(1).max(255) });
