import { z } from 'zod';
import type { Classes } from '../../shared/domain/classes.ts';
import type {
  ImageFilter,
  ImageFlag,
  ImageQuery,
  ImageSort,
  Verdict,
} from '../../shared/domain/image-query.ts';
import {
  type ClassImages,
  type ListedImage,
  classImagesSchema,
  imageColumnsSchema,
  listedImageSchema,
} from '../../shared/domain/image.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

/** A run as a list of images needs it: its predictions have been brought together by `gatherJudgedImages`. */
export interface JudgingRun {
  readonly id: number;
  /** The operating point: from this probability of any finding up, an image is called the most probable one. */
  readonly threshold: number;
  /** Between these probabilities, around the operating point, a call is unsure. */
  readonly doubtfulFrom: number;
  readonly doubtfulTo: number;
  /** What it tells apart, the negative class first. */
  readonly classes: Classes;
  /** The dataset's classes of the names of the run's findings, in their order; 0 where it has none of a name. */
  readonly findingIds: readonly number[];
}

/** A query on one dataset. */
export interface ImageListing extends ImageQuery {
  readonly datasetId: number;
  /** Null where the filter names no run. */
  readonly run: JudgingRun | null;
}

type Parameters = Record<string, string | number | null>;

/** A stretch of the images that a query gives, by id and in its order. @param range all of them where left out */
export function listImageIds(
  database: Database,
  listing: ImageListing,
  range: { readonly offset: number; readonly limit: number } = { offset: 0, limit: -1 },
): number[] {
  const { from, conditions, parameters } = toSelection(listing, true);
  const rows = database
    .prepare(
      `SELECT images.id FROM ${from} WHERE ${conditions.join(' AND ')}
       ORDER BY ${toOrder(listing)} LIMIT :limit OFFSET :offset`,
    )
    .pluck()
    .all({ ...parameters, ...range });
  return z.array(z.number()).parse(rows);
}

/** How many images a query gives. */
export function countListedImages(database: Database, listing: ImageListing): number {
  const { from, conditions, parameters } = toSelection(listing, false);
  const count = database
    .prepare(`SELECT count(*) FROM ${from} WHERE ${conditions.join(' AND ')}`)
    .pluck()
    .get(parameters);
  return z.number().parse(count);
}

/** How many images of each class a query gives that asks for no class, and how many of them are excluded. */
export function countListedClasses(database: Database, listing: ImageListing): ClassImages[] {
  const { from, conditions, parameters } = toSelection(
    { ...listing, filter: { ...listing.filter, classNames: [] } },
    false,
  );
  const rows = database
    .prepare(
      // The plus keeps the grouping from choosing the index, which is the conditions' to choose.
      `SELECT name AS className, coalesce(counted.images, 0) AS images, coalesce(counted.excluded, 0) AS excluded
       FROM classes LEFT JOIN (
         SELECT images.class_id AS id, count(*) AS images, sum(images.is_excluded) AS excluded
         FROM ${from} WHERE ${conditions.join(' AND ')} GROUP BY +images.class_id
       ) AS counted ON counted.id = classes.id
       WHERE classes.dataset_id = :datasetId ORDER BY classes.position`,
    )
    .all(parameters);
  return z.array(classImagesSchema).parse(rows);
}

const rowSchema = listedImageSchema.extend({
  columns: storedJson(imageColumnsSchema).nullable(),
  isExcluded: z.number().transform((flag) => flag === 1),
  isRight: z
    .number()
    .nullable()
    .transform((flag) => (flag === null ? null : flag === 1)),
});

/** Images by id, in the order of the ids; those that are gone are left out. */
export function listImagesByIds(
  database: Database,
  ids: readonly number[],
  run: JudgingRun | null,
): ListedImage[] {
  const rows = database
    .prepare(
      `SELECT images.id, images.dataset_id AS datasetId, images.path, classes.name AS className,
         patients.key AS patient, given_split AS givenSplit, width, height, size_bytes AS sizeBytes,
         content_hash AS contentHash, given.name AS givenClassName, is_excluded AS isExcluded, columns,
         (SELECT count(*) FROM duplicates WHERE image_id = images.id) AS duplicates,
         ${run === null ? 'NULL AS probability, NULL AS call, NULL AS isRight' : `probability, :classes ->> ${call} AS call, ${isCallRight} AS isRight`}
       FROM json_each(:ids) AS wanted CROSS JOIN images ON images.id = wanted.value
         JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id
         LEFT JOIN classes AS given ON given.id = given_class_id
         ${run === null ? '' : 'LEFT JOIN judged_images ON judged_images.run_id = :run AND judged_images.image_id = images.id'}
       ORDER BY wanted.key`,
    )
    .all({ ids: JSON.stringify(ids), ...(run === null ? {} : toRunParameters(run)) });
  return z.array(rowSchema).parse(rows);
}

/** The place of the class that the run calls an image. */
const call = '(iif(probability < :threshold, 0, finding))';

/** An image of a class that the run knows nothing of counts as one without a finding. */
const isCallRight = `(CASE WHEN probability < :threshold
  THEN class_id NOT IN (SELECT value FROM json_each(:findingIds))
  ELSE class_id = (:findingIds ->> (finding - 1)) END)`;

const verdictConditions: Readonly<Record<Verdict, string>> = {
  right: isCallRight,
  wrong: `NOT ${isCallRight}`,
  unsure: 'probability BETWEEN :doubtfulFrom AND :doubtfulTo',
};

const flagConditions: Readonly<Record<ImageFlag, string>> = {
  duplicate: 'images.id IN (SELECT image_id FROM duplicates WHERE dataset_id = :datasetId)',
  'near-duplicate': 'images.id IN (SELECT image_id FROM near_duplicates WHERE dataset_id = :datasetId)',
  'label-conflict': `given_class_id IS NULL AND is_excluded = 0 AND images.id IN (
    SELECT image_id FROM duplicates JOIN images AS kept ON kept.id = image_id JOIN classes ON classes.id = kept.class_id
    WHERE duplicates.dataset_id = :datasetId AND class_name <> classes.name)`,
  // The plus keeps SQLite from walking the whole dataset: few images of all have an entry in the other index.
  'label-changed':
    'images.id IN (SELECT id FROM images WHERE given_class_id IS NOT NULL AND +dataset_id = :datasetId)',
  excluded: 'images.id IN (SELECT id FROM images WHERE is_excluded = 1 AND dataset_id = :datasetId)',
};

/** What a sort walks along, so that an index gives its order and a page costs no sorting of the whole. */
const walks: Readonly<Record<ImageSort, { readonly from: string; readonly order: readonly string[] }>> = {
  path: { from: 'images', order: ['images.path'] },
  added: { from: 'images', order: ['images.record'] },
  size: { from: 'images', order: ['width * height', 'images.id'] },
  class: {
    from: 'classes AS sorted CROSS JOIN images ON images.class_id = sorted.id',
    order: ['sorted.position', 'images.path'],
  },
  patient: {
    from: 'patients AS sorted CROSS JOIN images ON images.patient_id = sorted.id',
    order: ['sorted.key', 'images.id'],
  },
  probability: {
    from: 'judged_images CROSS JOIN images ON images.id = judged_images.image_id AND judged_images.run_id = :run',
    order: ['judged_images.probability', 'images.id'],
  },
};

/** What images are put in order by: terms of SQL that together tell any two apart. */
export function listOrderTerms({ sort }: Pick<ImageListing, 'sort'>): readonly string[] {
  return walks[sort].order;
}

/** What follows ORDER BY. */
export function toOrder(listing: Pick<ImageListing, 'sort' | 'isDescending'>): string {
  const direction = listing.isDescending ? 'DESC' : 'ASC';
  return listOrderTerms(listing)
    .map((term) => `${term} ${direction}`)
    .join(', ');
}

/** Whether a query asks what a run said of the images. */
export function dependsOnRun({ filter, sort }: Pick<ImageQuery, 'filter' | 'sort'>): boolean {
  return sort === 'probability' || filter.verdicts.length > 0 || filter.calls.length > 0;
}

/**
 * What follows FROM and WHERE.
 *
 * @param isOrdered whether the walk along the sort is needed; a count does without, but for what it leaves out
 */
export function toSelection(
  { filter, sort, datasetId, run }: ImageListing,
  isOrdered: boolean,
): { from: string; conditions: string[]; parameters: Parameters } {
  const needsRun = dependsOnRun({ filter, sort });
  const walk = isOrdered || sort === 'probability' ? walks[sort].from : 'images';
  const from =
    needsRun && sort !== 'probability'
      ? `${walk} CROSS JOIN judged_images ON judged_images.run_id = :run AND judged_images.image_id = images.id`
      : walk;
  const conditions = [
    // along its groups, a dataset's images are found by index alone
    `${walk.includes('sorted') ? 'sorted' : 'images'}.dataset_id = :datasetId`,
    ...toPlaceConditions(filter),
    ...toAny(filter.flags.map((flag) => flagConditions[flag])),
    ...toAny(filter.verdicts.map((verdict) => verdictConditions[verdict])),
    ...(filter.calls.length === 0
      ? []
      : [
          `${call} IN (SELECT key FROM json_each(:classes) WHERE value IN (SELECT value FROM json_each(:calls)))`,
        ]),
  ];
  const runParameters = needsRun && run !== null ? toRunParameters(run) : {};
  return { from, conditions, parameters: { datasetId, ...toFilterParameters(filter), ...runParameters } };
}

function toPlaceConditions(filter: ImageFilter): string[] {
  const named = filter.givenSplits.filter((split) => split !== 'none');
  return [
    ...(filter.classNames.length === 0
      ? []
      : [
          'images.class_id IN (SELECT id FROM classes WHERE dataset_id = :datasetId AND name IN (SELECT value FROM json_each(:classNames)))',
        ]),
    ...toAny([
      ...(named.length === 0 ? [] : ['given_split IN (SELECT value FROM json_each(:givenSplits))']),
      ...(named.length === filter.givenSplits.length ? [] : ['given_split IS NULL']),
    ]),
    ...(filter.patient === null
      ? []
      : ['images.patient_id = (SELECT id FROM patients WHERE dataset_id = :datasetId AND key = :patient)']),
    ...(filter.search === ''
      ? []
      : [
          `(images.path LIKE :search ESCAPE '\\' OR images.patient_id IN
             (SELECT id FROM patients WHERE dataset_id = :datasetId AND key LIKE :search ESCAPE '\\')
             OR images.id IN (SELECT id FROM images WHERE dataset_id = :datasetId AND columns IS NOT NULL
               AND EXISTS (SELECT 1 FROM json_each(columns) WHERE value LIKE :search ESCAPE '\\')))`,
        ]),
    ...(filter.leastSide === null ? [] : ['max(width, height) >= :leastSide']),
    ...(filter.mostSide === null ? [] : ['max(width, height) <= :mostSide']),
    ...(filter.ids === null ? [] : ['images.id IN (SELECT value FROM json_each(:ids))']),
  ];
}

function toFilterParameters(filter: ImageFilter): Parameters {
  return {
    classNames: JSON.stringify(filter.classNames),
    givenSplits: JSON.stringify(filter.givenSplits),
    patient: filter.patient,
    search: `%${filter.search.replace(/[\\%_]/g, String.raw`\$&`)}%`,
    leastSide: filter.leastSide,
    mostSide: filter.mostSide,
    ids: JSON.stringify(filter.ids ?? []),
    calls: JSON.stringify(filter.calls),
  };
}

function toRunParameters({ id, classes, findingIds, ...judging }: JudgingRun): Parameters {
  return {
    run: id,
    classes: JSON.stringify(classes),
    findingIds: JSON.stringify(findingIds),
    ...judging,
  };
}

/** One condition that holds where any of several does; none where there are none. */
function toAny(conditions: readonly string[]): string[] {
  return conditions.length === 0 ? [] : [`(${conditions.map((each) => `(${each})`).join(' OR ')})`];
}
