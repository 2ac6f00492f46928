'use server';

import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { deleteClusterTemplate } from '#lib/cluster-templates/delete-cluster-template.ts';
import { publishClusterTemplate } from '#lib/cluster-templates/publish-cluster-template.ts';
import {
  clusterTemplateSchema,
  deleteClusterTemplateSchema,
  publishClusterTemplateSchema,
  updateClusterTemplateSchema,
} from '#lib/cluster-templates/schema.ts';
import { updateClusterTemplate } from '#lib/cluster-templates/update-cluster-template.ts';
import { defineAction } from '#lib/next/define-action.ts';

export const createClusterTemplateAction = defineAction('cluster-template:create', clusterTemplateSchema, createClusterTemplate);

export const updateClusterTemplateAction = defineAction('cluster-template:update', updateClusterTemplateSchema, updateClusterTemplate);

export const deleteClusterTemplateAction = defineAction('cluster-template:delete', deleteClusterTemplateSchema, deleteClusterTemplate);

export const publishClusterTemplateAction = defineAction('cluster-template:publish', publishClusterTemplateSchema, publishClusterTemplate);
