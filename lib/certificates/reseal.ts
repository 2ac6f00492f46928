import { resealParameters } from '#lib/clusters/reseal-parameters.ts';
import { db } from '#lib/db/client.ts';
import { logger } from '#lib/logger.ts';
import { resealKeys } from './reseal-keys.ts';

/**
 * After a new key was put first into JEROBOAM_SEALING_KEYS:
 *
 *   node --conditions=react-server --import tsx lib/certificates/reseal.ts
 *
 * When it ends well, the older keys may be taken out a day later: until then they open the tokens of
 * those who are deleting clusters.
 */
const moved = { keys: await resealKeys(), parameters: await resealParameters() };
logger.info(moved, 'sealed with the first key');
await db().$disconnect();
