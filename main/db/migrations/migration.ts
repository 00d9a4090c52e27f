/** One step of the schema. Once landed it is never edited: a later step changes what it made. */
export interface Migration {
  /** The number its file name begins with; becomes the database's `user_version`. */
  readonly version: number;
  /** Statements of SQL, run in one transaction. */
  readonly sql: string;
}
