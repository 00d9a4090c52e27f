import { z } from 'zod';
import { type Message, messageSchema } from '../../shared/ipc/message.ts';
import { storedJson } from './stored-json.ts';

/** A message in a list that is kept as JSON; libraries of before kept its English text alone. */
export const keptMessageSchema = z.union([messageSchema, z.string().transform(toMessage)]);

/** A column that holds one message as JSON, or that text alone. */
export const storedMessageSchema = z.union([
  z.string().startsWith('{').pipe(storedJson(messageSchema)),
  z.string().transform(toMessage),
]);

/** What a column of that kind is given. */
export function toStored(message: Message | null): string | null {
  return message === null ? null : JSON.stringify(message);
}

function toMessage(text: string): Message {
  return { code: null, message: text, details: {} };
}
