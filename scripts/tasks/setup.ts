// npm run setup

import { say } from '../progress.ts';
import { setUp } from '../set-up.ts';

if (await setUp())
  say('Everything is in place: `npm start` opens the app, `npx negatoscope --help` is the command line.');
else process.exitCode = 1;
