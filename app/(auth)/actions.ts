'use server';

import { z } from 'zod';
import { chooseProjectSchema, chooseRegionSchema } from '#lib/auth/schema.ts';
import { definePublicAction } from '#lib/next/define-public-action.ts';
import { chooseRegion, endSession, listMyProjects, switchProject } from '#lib/next/session-operations.ts';

/** The projects of whoever is signed in, for the switch in the top bar. */
export const listProjectsAction = definePublicAction(z.void(), listMyProjects);

/** Into another project of the same user, without a password. */
export const chooseProjectAction = definePublicAction(chooseProjectSchema, switchProject);

export const chooseRegionAction = definePublicAction(chooseRegionSchema, chooseRegion);

export const signOutAction = definePublicAction(z.void(), endSession);
