'use server';

import { continueCluster } from '#lib/clusters/continue-cluster.ts';
import { createCluster } from '#lib/clusters/create-cluster.ts';
import { deleteCluster } from '#lib/clusters/delete-cluster.ts';
import { previewCluster } from '#lib/clusters/preview-cluster.ts';
import { previewDelete } from '#lib/clusters/preview-delete.ts';
import { readTemplate } from '#lib/clusters/read-template.ts';
import { retryCluster } from '#lib/clusters/retry-cluster.ts';
import { clusterIdSchema, createClusterSchema, templateIdSchema } from '#lib/clusters/schema.ts';
import { defineAction } from '#lib/next/define-action.ts';

export const createClusterAction = defineAction('cluster:create', createClusterSchema, createCluster);

export const previewClusterAction = defineAction('cluster:create', createClusterSchema, previewCluster);

export const continueClusterAction = defineAction('cluster:create', clusterIdSchema, continueCluster);

export const retryClusterAction = defineAction('cluster:create', clusterIdSchema, retryCluster);

export const deleteClusterAction = defineAction('cluster:delete', clusterIdSchema, deleteCluster);

export const previewDeleteAction = defineAction('cluster:delete', clusterIdSchema, previewDelete);

export const readTemplateAction = defineAction('cluster-template:read', templateIdSchema, readTemplate);
