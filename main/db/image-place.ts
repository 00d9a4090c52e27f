import { z } from 'zod';
import type { Database } from './client.ts';
import { type ImageListing, listOrderTerms, toOrder, toSelection } from './image-list.ts';

const rowSchema = z.strictObject({
  previous: z.number().nullable(),
  next: z.number().nullable(),
  before: z.number(),
  isListed: z.number(),
});

/**
 * What stands before and after an image in what a query gives, and its position there, from 1. An image that
 * no longer meets the query's conditions has neighbours all the same, and no position.
 */
export function findImagePlace(
  database: Database,
  listing: ImageListing,
  image: number,
): { previous: number | null; next: number | null; position: number | null } {
  const { from, conditions, parameters } = toSelection(listing, true);
  const where = conditions.join(' AND ');
  const terms = listOrderTerms(listing).join(', ');
  const own = `(SELECT ${terms} FROM ${from} WHERE images.id = :image)`;
  const [less, more] = listing.isDescending ? ['>', '<'] : ['<', '>'];
  const isBefore = `(${terms}) ${less} ${own}`;
  const backwards = toOrder({ ...listing, isDescending: !listing.isDescending });
  const row = database
    .prepare(
      `SELECT
         (SELECT images.id FROM ${from} WHERE ${where} AND ${isBefore} ORDER BY ${backwards} LIMIT 1) AS previous,
         (SELECT images.id FROM ${from} WHERE ${where} AND (${terms}) ${more} ${own}
          ORDER BY ${toOrder(listing)} LIMIT 1) AS next,
         (SELECT count(*) FROM ${from} WHERE ${where} AND ${isBefore}) AS before,
         EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND images.id = :image) AS isListed`,
    )
    .get({ ...parameters, image });
  const { previous, next, before, isListed } = rowSchema.parse(row);
  return { previous, next, position: isListed === 1 ? before + 1 : null };
}
