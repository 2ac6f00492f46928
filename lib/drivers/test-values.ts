export { sampleValues as testValues } from './sample-values.ts';
