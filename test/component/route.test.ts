import { describe, expect, it } from 'vitest';
import { parseRoute, toHash, type Route } from '../../renderer/route.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['#/library', { screen: 'library', isImporting: false }],
    ['#/library/import', { screen: 'library', isImporting: true }],
    ['#/datasets/3', { screen: 'dataset', dataset: 3, tab: 'images' }],
    ['#/datasets/3/checks', { screen: 'dataset', dataset: 3, tab: 'checks' }],
    ['#/train', { screen: 'train', dataset: null }],
    ['#/train?dataset=7', { screen: 'train', dataset: 7 }],
    ['#/runs', { screen: 'runs' }],
    ['#/runs/5', { screen: 'run', run: 5, tab: 'curves' }],
    ['#/runs/5/evaluations', { screen: 'run', run: 5, tab: 'evaluations' }],
    ['#/compare?runs=3,1', { screen: 'compare', runs: [3, 1] }],
    ['#/diagnose', { screen: 'diagnose', run: null }],
    ['#/diagnose?run=5', { screen: 'diagnose', run: 5 }],
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
    expect(parseRoute('#/diagnose?run=x')).toEqual({ screen: 'diagnose', run: null });
  });
});
