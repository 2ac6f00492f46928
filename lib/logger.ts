import pino from 'pino';

/**
 * JSON lines on stdout. Anything that could hold a secret is cut out by key before it is written,
 * whoever passes it.
 */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.JEROBOAM_PROCESS ?? 'portal' },
  // pino writes out only what lies under `err` unless told.
  serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token', '*.authorization', '*.cookie', 'headers["x-auth-token"]', 'headers["x-subject-token"]'],
    censor: '[cut]',
  },
});
