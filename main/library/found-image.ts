import type { RejectedFile } from '../../shared/domain/dataset.ts';
import type { GivenSplit, ImageColumns } from '../../shared/domain/image.ts';

/** A file that is said to be an image of a class, not opened yet. */
export interface FoundImage {
  readonly absolutePath: string;
  /** Relative to the dataset's folder, with forward slashes. */
  readonly path: string;
  readonly className: string;
  readonly givenSplit: GivenSplit | null;
  /** The patient's key, as the table or the file's name tells it. */
  readonly patient: string;
  /** See `ToldPatient`. */
  readonly isPatientSettled: boolean;
  /** Whether its table says that it counts for nothing. */
  readonly isExcluded: boolean;
  /** What its table says of it in columns that this app gives no meaning, by their names; null without any. */
  readonly columns: ImageColumns | null;
}

/** What a folder or a CSV file was found to name, and what in it was left out so far. */
export interface LabelledImages {
  /** The folder that paths are relative to, absolute, links resolved. */
  readonly root: string;
  /** The CSV file the labels come from, absolute; null for a folder of class folders. */
  readonly csvPath: string | null;
  readonly images: FoundImage[];
  readonly rejected: RejectedFile[];
}
