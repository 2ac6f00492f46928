'use server';

import { moveCluster } from '#lib/clusters/move-cluster.ts';
import { previewMove } from '#lib/clusters/preview-move.ts';
import { moveClusterSchema, previewMoveSchema } from '#lib/clusters/schema.ts';
import { defineAction } from '#lib/next/define-action.ts';

export const previewMoveAction = defineAction('cluster:move', previewMoveSchema, previewMove);
export const moveClusterAction = defineAction('cluster:move', moveClusterSchema, moveCluster);
