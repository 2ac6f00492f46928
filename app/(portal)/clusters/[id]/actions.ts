'use server';

import { z } from 'zod';
import { getClusterBundle } from '#lib/clusters/get-cluster-bundle.ts';
import { clusterIdSchema } from '#lib/clusters/schema.ts';
import { defineAction } from '#lib/next/define-action.ts';
import { readEarlierEvents } from '#lib/stacks/read-earlier-events.ts';

export const readBundleAction = defineAction('cluster:read', clusterIdSchema, getClusterBundle);

export const readEarlierEventsAction = defineAction(
  'cluster:read',
  clusterIdSchema.extend({ beforeSeq: z.int().positive() }),
  readEarlierEvents,
);
