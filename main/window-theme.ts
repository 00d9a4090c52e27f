import type { ThemeChoice } from '../shared/domain/app-settings.ts';

/** The page's `--surface` in each theme. */
const surfaces = { dark: '#0e0e0f', light: '#f4f4f5' } as const;

/**
 * The colour of a window before its page is drawn, so that neither white flashes in a dark room nor black in a
 * bright one.
 *
 * @param isSystemDark what the system prefers
 */
export function chooseBackground(choice: ThemeChoice, isSystemDark: boolean): string {
  if (choice === 'system') return isSystemDark ? surfaces.dark : surfaces.light;
  return surfaces[choice];
}
