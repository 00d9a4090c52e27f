// npm run build

import { buildTargets } from '../build/build-targets.ts';
import { say } from '../progress.ts';

if (await buildTargets()) say('The app is built, in dist/.');
else process.exitCode = 1;
