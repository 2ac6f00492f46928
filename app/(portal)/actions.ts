'use server';

import { z } from 'zod';
import { findClustersByName } from '#lib/clusters/find-clusters-by-name.ts';
import { defineAction } from '#lib/next/define-action.ts';

/** Clusters of the project for the command palette. */
export const searchClustersAction = defineAction('cluster:read', z.object({ text: z.string().max(255) }), findClustersByName);
