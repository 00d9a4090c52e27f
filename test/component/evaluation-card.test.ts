import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import EvaluationCard from '../../renderer/screens/run/EvaluationCard.svelte';
import { makeEvaluation } from './make-evaluation.ts';
import { makeRun } from './make-run.ts';

afterEach(cleanup);

it('names the files that an evaluation left out, and says why', () => {
  const known = { path: 'PNEUMONIA/notes.jpeg', code: 'image-empty', message: 'notes.jpeg is empty.' };
  // As one that is older than the codes of today may have it.
  const old = { path: 'NORMAL/1.jpeg', code: 'no-such-code', message: 'It could not be read.' };
  const evaluation = makeEvaluation({ kind: 'test', sourcePath: '/films', rejected: [known, old] });
  render(EvaluationCard, { run: makeRun(1), evaluation, decisions: null, isOpen: false });
  expect(screen.getByText('2 files were rejected: show them and why')).toBeTruthy();
  const cells = screen.getAllByRole('cell', { hidden: true }).map(({ textContent }) => textContent);
  for (const { path, message } of [known, old])
    expect(cells).toEqual(expect.arrayContaining([path, message]));
});
