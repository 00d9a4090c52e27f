import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import ClassProbabilities from '../../renderer/components/ClassProbabilities.svelte';

const probabilities = { NORMAL: 0.1, BACTERIA: 0.25, VIRUS: 0.65 };

afterEach(cleanup);

function listWords(): string[] {
  const list = screen.getByRole('list', { name: 'Probability of each class' });
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));
}

describe('the probabilities of every class', () => {
  it('stand in the order of the classes, with their names and values', () => {
    render(ClassProbabilities, { probabilities });
    expect(listWords()).toEqual(['NORMAL 0.100', 'BACTERIA 0.250', 'VIRUS 0.650']);
  });

  it('begin with the most probable where there is one line, and are whole in the tooltip', () => {
    const { container } = render(ClassProbabilities, { probabilities, isCompact: true });
    expect(listWords()).toEqual(['VIRUS 0.650', 'BACTERIA 0.250', 'NORMAL 0.100']);
    expect(container.querySelector('[title]')?.getAttribute('title')).toBe(
      'VIRUS 0.650\nBACTERIA 0.250\nNORMAL 0.100',
    );
  });

  it('fill a bar by their shares', () => {
    const { container } = render(ClassProbabilities, { probabilities });
    const parts = [...container.querySelectorAll<HTMLElement>('[aria-hidden=true] > span[style]')];
    expect(parts.filter(({ style }) => style.flexGrow !== '').map(({ style }) => style.flexGrow)).toEqual([
      '0.1',
      '0.25',
      '0.65',
    ]);
  });
});
