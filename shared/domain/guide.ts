/** A page of the user guide as the build makes it of its Markdown. */
export interface GuidePage {
  readonly title: string;
  /** Without the title. Made by the build, from the guide alone. */
  readonly html: string;
  /** What is searched: the part before the first heading, then one a heading. */
  readonly sections: readonly GuideSection[];
}

export interface GuideSection {
  /** The heading's id on the page; null before the first heading. */
  readonly id: string | null;
  /** The heading; null before the first. */
  readonly title: string | null;
  /** What stands beneath it, without marks. */
  readonly text: string;
}

/** The name of a page of the guide by its file beneath the guide's folder: `clinician/start`, `vi/index`. */
export function toGuidePageName(file: string): string {
  return file.replace(/README\.md$/, 'index.md').replace(/\.md$/, '');
}

/** A page's place in the app, or that of one of its headings, such as `#/help/clinician/start`. */
export function toGuideHash(page: string, section: string | null = null): string {
  return `#/help/${page}${section === null ? '' : `?section=${encodeURIComponent(section)}`}`;
}
