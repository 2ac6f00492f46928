/** A colour family of globals.css (`.tone-*`), with its own text, soft ground and line. */
export type Tone = 'neutral' | 'accent' | 'ready' | 'working' | 'waiting' | 'degraded' | 'failed' | 'gone';

export const toneClass: Readonly<Record<Tone, string>> = {
  neutral: 'tone-neutral',
  accent: 'tone-accent',
  ready: 'tone-ready',
  working: 'tone-working',
  waiting: 'tone-waiting',
  degraded: 'tone-degraded',
  failed: 'tone-failed',
  gone: 'tone-gone',
};
