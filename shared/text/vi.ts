import type { MessageKey } from './message-key.ts';
import type { MessageTexts } from './message-texts.ts';
import { dataset } from './vi/dataset.ts';
import { engine } from './vi/engine.ts';
import { errors } from './vi/errors.ts';
import { network } from './vi/network.ts';
import { notes } from './vi/notes.ts';
import { presets } from './vi/presets.ts';

/** Everything the app tells, in Vietnamese. */
export const vi: MessageTexts<MessageKey> = {
  ...errors,
  ...notes,
  ...dataset,
  ...engine,
  ...network,
  ...presets,
};
