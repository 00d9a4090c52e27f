import { z } from 'zod';
import { homePlaceSchema } from '../../domain/home-move.ts';
import { nothing } from './shapes.ts';

/** The data folder and moving it. While it moves, whatever needs the library is refused. */
export const homeMethods = {
  'home:show': { input: nothing, output: homePlaceSchema },
  /** Begins to copy the library to another folder, which is new or empty; `home:move-ended` tells how it ended. */
  'home:move': { input: z.strictObject({ path: z.string().trim().min(1) }), output: nothing },
  /** Waits for the end of a move under way. */
  'home:wait-for-move': {
    input: nothing,
    output: z.strictObject({ home: z.string(), former: z.string(), bytes: z.number().int().nonnegative() }),
  },
  /** The library stays where it is, and what was copied is removed. */
  'home:cancel-move': { input: nothing, output: nothing },
  /** Deletes the library at its former place. */
  'home:delete-former': { input: nothing, output: nothing },
  /** Leaves the library at its former place as it is, and speaks of it no more. */
  'home:keep-former': { input: nothing, output: nothing },
} as const;
