import { describe, expect, it } from 'vitest';
import { parseRoute, toHash, type Route } from '../../renderer/route.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['#/library', { screen: 'library', isImporting: false }],
    ['#/library/import', { screen: 'library', isImporting: true }],
    ['#/datasets/3', { screen: 'dataset', dataset: 3, tab: 'images' }],
    ['#/datasets/3/checks', { screen: 'dataset', dataset: 3, tab: 'checks' }],
    ['#/datasets/3/images/41', { screen: 'image', dataset: 3, image: 41 }],
    ['#/train', { screen: 'train', dataset: null }],
    ['#/train?dataset=7', { screen: 'train', dataset: 7 }],
    ['#/runs', { screen: 'runs' }],
    ['#/runs/5', { screen: 'run', run: 5, tab: 'curves' }],
    ['#/runs/5/evaluations', { screen: 'run', run: 5, tab: 'evaluations' }],
    ['#/compare?runs=3,1', { screen: 'compare', runs: [3, 1] }],
    ['#/diagnose', { screen: 'diagnose', run: null }],
    ['#/diagnose?run=5', { screen: 'diagnose', run: 5 }],
    ['#/diagnose/results/9', { screen: 'result', prediction: 9 }],
    ['#/patients', { screen: 'patients', patient: null }],
    ['#/patients/file%3Atest%2FA%20b.png', { screen: 'patients', patient: 'file:test/A b.png' }],
    ['#/settings', { screen: 'settings' }],
  ])('reads and writes %s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(toHash(route)).toBe(hash);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/datasets', '#/datasets/0', '#/datasets/-1', '#/datasets/1e3'])(
    'leads %j to the library',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ screen: 'library', isImporting: false });
    },
  );

  it('leads an unknown run to the list, an unknown tab to the first', () => {
    expect(parseRoute('#/runs/first')).toEqual({ screen: 'runs' });
    expect(parseRoute('#/runs/5/nonsense')).toEqual({ screen: 'run', run: 5, tab: 'curves' });
    expect(parseRoute('#/compare?runs=2,x,2,,0')).toEqual({ screen: 'compare', runs: [2] });
    expect(parseRoute('#/datasets/3/images/x')).toEqual({ screen: 'dataset', dataset: 3, tab: 'images' });
    expect(parseRoute('#/patients/%E0%A4%A')).toEqual({ screen: 'patients', patient: null });
    expect(parseRoute('#/diagnose?run=x')).toEqual({ screen: 'diagnose', run: null });
  });
});
