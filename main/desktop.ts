/** What only a front with a window of its own can do; browser mode and the command line have none. */
export interface Desktop {
  /** Shows a folder in the system's file manager. @throws AppError path-unreadable */
  openFolder(directory: string): Promise<void>;
  /** Files and folders that the app was opened with since this was asked last. */
  takeOpenedPaths(): string[];
}
