import { describe, expect, it } from 'vitest';
import { everyImage, findImagesWith } from '../../renderer/image-address.ts';
import { parseRoute, toHash, type Route } from '../../renderer/route.ts';
import { noFilter } from '../../renderer/screens/runs/filter-runs.ts';

const wholeDataset = { kind: 'dataset', query: everyImage } as const;
const grid = { screen: 'dataset', dataset: 3, tab: 'images', query: everyImage } as const;

describe('routes', () => {
  it.each<[string, Route]>([
    ['#/library', { screen: 'library', isImporting: false }],
    ['#/library/import', { screen: 'library', isImporting: true }],
    ['#/datasets/3', { screen: 'dataset', dataset: 3, tab: 'images', query: everyImage }],
    ['#/datasets/3/checks', { screen: 'dataset', dataset: 3, tab: 'checks', query: everyImage }],
    ['#/datasets/3/images/41', { screen: 'image', dataset: 3, image: 41, trail: wholeDataset }],
    [
      '#/datasets/3?class=NORMAL&class=B+%26+C&sort=size&order=descending',
      {
        screen: 'dataset',
        dataset: 3,
        tab: 'images',
        query: { ...findImagesWith({ classNames: ['NORMAL', 'B & C'] }), sort: 'size', isDescending: true },
      },
    ],
    [
      '#/datasets/3/statistics?split=none&patient=person%3A7&search=100%25&least=64&most=512&flag=excluded',
      {
        screen: 'dataset',
        dataset: 3,
        tab: 'statistics',
        query: findImagesWith({
          givenSplits: ['none'],
          patient: 'person:7',
          search: '100%',
          leastSide: 64,
          mostSide: 512,
          flags: ['excluded'],
        }),
      },
    ],
    [
      '#/datasets/3/images/41?ids=41.7&run=5&verdict=wrong',
      {
        screen: 'image',
        dataset: 3,
        image: 41,
        trail: { kind: 'dataset', query: findImagesWith({ ids: [41, 7], run: 5, verdicts: ['wrong'] }) },
      },
    ],
    [
      '#/datasets/3/images/41?along=patient',
      { screen: 'image', dataset: 3, image: 41, trail: { kind: 'patient' } },
    ],
    ['#/train', { screen: 'train', dataset: null }],
    ['#/train?dataset=7', { screen: 'train', dataset: 7 }],
    ['#/runs', { screen: 'runs', filter: noFilter }],
    [
      '#/runs?text=table+2&status=failed&tag=paper&archived=shown',
      {
        screen: 'runs',
        filter: { ...noFilter, text: 'table 2', status: 'failed', tag: 'paper', isArchivedShown: true },
      },
    ],
    ['#/runs/5', { screen: 'run', run: 5, tab: 'curves', decisions: null }],
    ['#/runs/5/evaluations', { screen: 'run', run: 5, tab: 'evaluations', decisions: null }],
    [
      '#/runs/5/evaluations?evaluation=7&threshold=0.4&cell=1.0',
      {
        screen: 'run',
        run: 5,
        tab: 'evaluations',
        decisions: { evaluation: 7, threshold: 0.4, cell: { truth: 1, call: 0 } },
      },
    ],
    [
      '#/datasets/3/images/41?along=decisions&run=5&evaluation=7&threshold=0.4',
      {
        screen: 'image',
        dataset: 3,
        image: 41,
        trail: { kind: 'decisions', run: 5, decisions: { evaluation: 7, threshold: 0.4, cell: null } },
      },
    ],
    ['#/compare?runs=3,1', { screen: 'compare', runs: [3, 1] }],
    ['#/studies', { screen: 'studies' }],
    ['#/studies/4', { screen: 'study', study: 4 }],
    ['#/studies/new/sweep', { screen: 'new-study', kind: 'sweep', dataset: null }],
    [
      '#/studies/new/cross-validation?dataset=7',
      { screen: 'new-study', kind: 'cross-validation', dataset: 7 },
    ],
    ['#/diagnose', { screen: 'diagnose', run: null }],
    ['#/diagnose?run=5', { screen: 'diagnose', run: 5 }],
    ['#/diagnose/results/9', { screen: 'result', prediction: 9, from: 'results' }],
    ['#/diagnose/results/9?from=patient', { screen: 'result', prediction: 9, from: 'patient' }],
    ['#/patients', { screen: 'patients', patient: null }],
    ['#/patients/file%3Atest%2FA%20b.png', { screen: 'patients', patient: 'file:test/A b.png' }],
    ['#/settings', { screen: 'settings' }],
    ['#/help', { screen: 'help', page: null, section: null }],
    ['#/help/clinician/start', { screen: 'help', page: 'clinician/start', section: null }],
    [
      '#/help/vi/clinician/start?section=theo-%C3%BD-b%E1%BA%A1n',
      { screen: 'help', page: 'vi/clinician/start', section: 'theo-ý-bạn' },
    ],
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
    expect(parseRoute('#/runs/first')).toEqual({ screen: 'runs', filter: noFilter });
    expect(parseRoute('#/runs/5/nonsense')).toEqual({
      screen: 'run',
      run: 5,
      tab: 'curves',
      decisions: null,
    });
    expect(parseRoute('#/compare?runs=2,x,2,,0')).toEqual({ screen: 'compare', runs: [2] });
    expect(parseRoute('#/datasets/3/images/x')).toEqual(grid);
    expect(parseRoute('#/patients/%E0%A4%A')).toEqual({ screen: 'patients', patient: null });
    expect(parseRoute('#/diagnose?run=x')).toEqual({ screen: 'diagnose', run: null });
  });

  it.each(['sort=colour', 'least=x', 'flag=odd', 'ids=1.x', 'run=-1'])(
    'shows every image where a filter says %s, which makes no sense',
    (search) => {
      expect(parseRoute(`#/datasets/3?class=NORMAL&${search}`)).toEqual(grid);
    },
  );

  it('asks nothing of a run that is not named', () => {
    expect(parseRoute('#/datasets/3?verdict=wrong&sort=probability')).toEqual(grid);
  });
});
