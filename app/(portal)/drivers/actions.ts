'use server';

import { removeDriver } from '#lib/driver-catalogue/remove-driver.ts';
import { driverRefSchema, setDriverDefaultSchema, setDriverStatusSchema } from '#lib/driver-catalogue/schema.ts';
import { setCloudDefault, setProjectDefault } from '#lib/driver-catalogue/set-driver-default.ts';
import { setDriverStatus } from '#lib/driver-catalogue/set-driver-status.ts';
import { defineAction } from '#lib/next/define-action.ts';

export const setDriverStatusAction = defineAction('driver:set-status', setDriverStatusSchema, setDriverStatus);
export const setProjectDefaultAction = defineAction('driver:set-default', setDriverDefaultSchema, setProjectDefault);
export const setCloudDefaultAction = defineAction('driver:set-cloud-default', setDriverDefaultSchema, setCloudDefault);
export const removeDriverAction = defineAction('driver:remove', driverRefSchema, removeDriver);
