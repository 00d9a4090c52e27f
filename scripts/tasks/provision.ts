// npm run provision [-- --gpu | --cpu]

import { parseArgs } from 'node:util';
import { say } from '../progress.ts';
import { provisionNative } from '../provision/provision-native.ts';

const { values } = parseArgs({ options: { gpu: { type: 'boolean' }, cpu: { type: 'boolean' } } });
if (values.gpu === true && values.cpu === true) {
  say('Choose one of --gpu and --cpu.');
  process.exit(2);
}
const forced = values.gpu === true ? 'gpu' : values.cpu === true ? 'cpu' : null;
const outcome = await provisionNative({ kind: forced, isExplicit: true });
if (outcome.status === 'present')
  say(`Native TensorFlow ${outcome.tensorflow} (${outcome.kind.toUpperCase()}) is in place.`);
else process.exitCode = 1;
