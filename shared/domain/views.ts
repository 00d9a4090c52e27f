import { z } from 'zod';

/** More cost time and change next to nothing: what another view adds falls with their number. */
export const mostViews = 32;

/**
 * Test-time augmentation: how many views of an image a probability is the mean over, the image as it is and mild
 * fixed changes of it. 1 is the image alone.
 */
export const viewsSchema = z.number().int().min(1).max(mostViews);

/** What a form offers; the command line takes any number. */
export const usualViews = [1, 4, 8, 16] as const;
