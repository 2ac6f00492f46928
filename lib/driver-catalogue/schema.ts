import { z } from 'zod';

/** Input of the catalogue's operations; safe for the browser. */

export const driverRefSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,64}$/),
  version: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/),
});
export type DriverRef = z.infer<typeof driverRefSchema>;

export const driverStatuses = ['beta', 'released', 'deprecated', 'retired'] as const;

export const setDriverStatusSchema = driverRefSchema.extend({ status: z.enum(driverStatuses) });
export type SetDriverStatusInput = z.infer<typeof setDriverStatusSchema>;

/** `version: null` takes the choice back. */
export const setDriverDefaultSchema = z.object({ name: driverRefSchema.shape.name, version: driverRefSchema.shape.version.nullable() });
export type SetDriverDefaultInput = z.infer<typeof setDriverDefaultSchema>;
