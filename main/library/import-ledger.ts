import type { RejectedFile } from '../../shared/domain/dataset.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { ImagePlace, KnownImage, NewImage } from '../db/images.ts';

/** What opening a found file told. */
export type ReadFile =
  | { readonly place: ImagePlace; readonly error: AppError }
  | {
      readonly place: ImagePlace;
      readonly contentHash: string;
      readonly sizeBytes: number;
      /** Null where the library has the content already, so that it needn't be decoded. */
      readonly decoded: { readonly width: number; readonly height: number } | null;
    };

/**
 * Keeps the books of an import: what each file is to the library. Files are entered in the order in which
 * they were found, so the first of several with the same content is the one that is kept.
 *
 * What the library has stays: a stored image whose file has changed is not replaced, since runs were trained
 * on it. Where an image lies (its path, class, patient, split and further columns) follows the latest import, so a file that was
 * moved to another class folder changes its class.
 */
export class ImportLedger {
  /** New images, in order of record. */
  readonly added: NewImage[] = [];
  /** Stored images that lie elsewhere now, or are called something else. */
  readonly moved: { readonly id: number; readonly place: ImagePlace }[] = [];
  readonly duplicates: { readonly contentHash: string; readonly place: ImagePlace }[] = [];
  readonly rejected: RejectedFile[];
  unchanged = 0;

  readonly #firstRecord: number;
  readonly #knownByHash: ReadonlyMap<string, KnownImage>;
  readonly #knownByPath: ReadonlyMap<string, KnownImage>;
  readonly #foundPaths: ReadonlySet<string>;
  readonly #claimed = new Set<string>();

  /**
   * @param known images of the dataset so far, whose records are 0 to known.length - 1
   * @param foundPaths every path that will be entered
   * @param rejected files that were left out before they were opened
   */
  constructor(
    known: readonly KnownImage[],
    foundPaths: ReadonlySet<string>,
    rejected: readonly RejectedFile[],
  ) {
    this.#firstRecord = known.length;
    this.#knownByHash = new Map(known.map((image) => [image.contentHash, image]));
    this.#knownByPath = new Map(known.map((image) => [image.path, image]));
    this.#foundPaths = foundPaths;
    this.rejected = [...rejected];
  }

  /** How many stored images are neither where they were nor anywhere else, once every file is entered. */
  get missing(): number {
    return [...this.#knownByHash.values()].filter(
      ({ contentHash, path }) => !this.#claimed.has(contentHash) && !this.#foundPaths.has(path),
    ).length;
  }

  /** Whether the library, or a file entered before, has this content, so that it needn't be decoded. */
  has(contentHash: string): boolean {
    return this.#knownByHash.has(contentHash) || this.#claimed.has(contentHash);
  }

  /** Enters a file. True when it is new: the next record of the pixel file is then its own. */
  enter(file: ReadFile): boolean {
    if ('error' in file) {
      this.rejected.push({ path: file.place.path, code: file.error.code, message: file.error.message });
      return false;
    }
    const { place, contentHash } = file;
    const knownHere = this.#knownByPath.get(place.path);
    if (knownHere !== undefined && knownHere.contentHash !== contentHash) {
      this.rejected.push(toChangedFile(place.path));
      return false;
    }
    const known = this.#knownByHash.get(contentHash);
    if (known !== undefined && this.#isSameImage(known, place)) {
      this.#keep(known, place);
      return false;
    }
    if (file.decoded === null || this.has(contentHash)) {
      this.duplicates.push({ contentHash, place });
      return false;
    }
    this.#claimed.add(contentHash);
    const { width, height } = file.decoded;
    const record = this.#firstRecord + this.added.length;
    this.added.push({ ...place, record, width, height, sizeBytes: file.sizeBytes, contentHash });
    return true;
  }

  /** A stored image is found where it was; or, where its own file is gone, in the first file of its content. */
  #isSameImage(known: KnownImage, place: ImagePlace): boolean {
    if (known.path === place.path) return true;
    return !this.#foundPaths.has(known.path) && !this.#claimed.has(known.contentHash);
  }

  #keep(known: KnownImage, place: ImagePlace): void {
    this.#claimed.add(known.contentHash);
    this.unchanged += 1;
    const isAlike =
      known.path === place.path &&
      known.className === place.className &&
      known.patient === place.patient &&
      known.givenSplit === place.givenSplit &&
      JSON.stringify(known.columns) === JSON.stringify(place.columns);
    if (!isAlike) this.moved.push({ id: known.id, place });
  }
}

function toChangedFile(path: string): RejectedFile {
  return {
    path,
    code: 'image-changed',
    message: `${path} has changed since it was imported; the library keeps what it was. To use what it is now, import the folder under a new name.`,
  };
}
