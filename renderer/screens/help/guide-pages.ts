import { toGuidePageName, type GuidePage } from '../../../shared/domain/guide.ts';

const folder = '../../../docs/guide/';
const modules = import.meta.glob<GuidePage>('../../../docs/guide/**/*.md', { eager: true, import: 'page' });

/** Every page of the user guide, by its name such as `clinician/start`. */
export const guidePages: ReadonlyMap<string, GuidePage> = new Map(
  Object.entries(modules).map(([file, page]) => [toGuidePageName(file.slice(folder.length)), page]),
);
