import type { IconName } from '../components/icon-paths.ts';
import type { Route } from '../route.ts';

/** A screen that the navigation leads to, and the screens that hang on it. */
export interface NavigationItem {
  readonly name: 'library' | 'train' | 'runs' | 'studies' | 'diagnose' | 'patients' | 'settings';
  readonly icon: IconName;
  readonly href: string;
  readonly screens: readonly Route['screen'][];
}

export const navigationItems: readonly NavigationItem[] = [
  { name: 'library', icon: 'library', href: '#/library', screens: ['library', 'dataset', 'image'] },
  { name: 'train', icon: 'train', href: '#/train', screens: ['train'] },
  { name: 'runs', icon: 'runs', href: '#/runs', screens: ['runs', 'run', 'compare'] },
  { name: 'studies', icon: 'study', href: '#/studies', screens: ['studies', 'study', 'new-study'] },
  { name: 'diagnose', icon: 'diagnose', href: '#/diagnose', screens: ['diagnose', 'result'] },
  { name: 'patients', icon: 'patient', href: '#/patients', screens: ['patients'] },
  { name: 'settings', icon: 'settings', href: '#/settings', screens: ['settings'] },
];
