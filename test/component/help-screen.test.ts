import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRoute, toHash, type Route } from '../../renderer/route.ts';
import { findTranslation, listPages } from '../../renderer/screens/help/guide-contents.ts';
import { guidePages } from '../../renderer/screens/help/guide-pages.ts';
import HelpScreen from '../../renderer/screens/help/Screen.svelte';
import { searchGuide } from '../../renderer/screens/help/search-guide.ts';
import { findHelp } from '../../renderer/shell/find-help.ts';
import { interfaceLanguage } from '../../renderer/text/language.svelte.ts';
import type { GuidePage } from '../../shared/domain/guide.ts';

beforeEach(() => {
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => {
  cleanup();
  interfaceLanguage.speak('en');
});

async function open(page: string | null, section: string | null = null): Promise<HTMLElement> {
  render(HelpScreen, { page, section });
  return await screen.findByRole('navigation', { name: /Contents of the guide|Mục lục hướng dẫn/ });
}

describe('the contents', () => {
  it('list every page of the guide, in both languages', () => {
    const listed = new Set(['index', 'vi/index', ...listPages('en'), ...listPages('vi')]);
    expect([...guidePages.keys()].filter((name) => !listed.has(name))).toEqual([]);
    expect([...listed].filter((name) => !guidePages.has(name))).toEqual([]);
  });

  it('lead to screens that there are', () => {
    const links = [...guidePages.values()].flatMap(({ html }) =>
      [...html.matchAll(/href="(#[^"]+)"/g)].map(([, href = '']) => href),
    );
    const screens = links.filter((href) => !href.startsWith('#/help/'));
    expect(screens.filter((href) => toHash(parseRoute(href)) !== href)).toEqual([]);
    expect(screens).toContain('#/diagnose');
  });

  it('know which pages are the same', () => {
    expect(findTranslation('clinician/diagnose')).toBe('vi/clinician/diagnose');
    expect(findTranslation('vi/it/data')).toBe('it/data');
    expect(findTranslation('vi/index')).toBe('index');
    expect(findTranslation('no/such-page')).toBeNull();
  });
});

describe('every screen', () => {
  it.each([
    ['#/library', 'researcher/import'],
    ['#/datasets/1', 'researcher/import'],
    ['#/datasets/1/images/1', 'clinician/diagnose'],
    ['#/train', 'researcher/train'],
    ['#/runs', 'researcher/compare'],
    ['#/runs/1', 'researcher/train'],
    ['#/runs/1/stress', 'researcher/stress-test'],
    ['#/runs/1/record', 'researcher/reproduce'],
    ['#/compare?runs=1', 'researcher/compare'],
    ['#/studies/1', 'researcher/studies'],
    ['#/diagnose', 'clinician/diagnose'],
    ['#/diagnose/results/1', 'clinician/read-a-result'],
    ['#/patients', 'clinician/diagnose'],
    ['#/settings', 'it/data'],
  ])('%s is explained by %s', (hash, page) => {
    const route: Route = parseRoute(hash);
    expect(route.screen === 'help' ? null : findHelp(route)).toBe(page);
  });
});

describe('the guide', () => {
  it('shows a page, and which of the contents it is', async () => {
    const contents = await open('clinician/read-a-result');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Read a result');
    expect(screen.getByRole('heading', { level: 2, name: 'Prevalence' })).toBeTruthy();
    expect(within(contents).getByRole('link', { current: 'page' }).textContent).toBe('Read a result');
  });

  it('begins in the language spoken, and says where a page is in another', async () => {
    interfaceLanguage.speak('vi');
    await open(null);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Hướng dẫn sử dụng');
    cleanup();
    await open('researcher/train');
    expect(screen.getByText('Trang này bằng tiếng Anh.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Đọc bản tiếng Việt' }).getAttribute('href')).toBe(
      '#/help/vi/researcher/train',
    );
  });

  it('speaks of no other language on a page that is in the one spoken', async () => {
    interfaceLanguage.speak('vi');
    const contents = await open('vi/it/data');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dữ liệu');
    expect(screen.queryByText(/bằng tiếng Anh/)).toBeNull();
    const listed = within(contents).getAllByRole('link');
    expect(listed.map((link) => link.getAttribute('href')).filter((to) => !to?.includes('/vi/'))).toEqual([]);
  });

  it('gives the heading that was asked for the focus', async () => {
    await open('clinician/read-a-result', 'prevalence');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Prevalence'));
  });

  it('says where there is no such page, and leads back', async () => {
    await open('clinician/of-old');
    expect(screen.getByRole('heading', { name: 'The guide has no such page' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To the beginning of the guide' })).toBeTruthy();
  });

  it('finds headings and text; Enter opens the first', async () => {
    await open(null);
    const field = screen.getByRole('searchbox', { name: 'Search the guide' });
    await fireEvent.input(field, { target: { value: 'PREVALENCE' } });
    expect(screen.getByRole('status').textContent).toMatch(/places found/);
    expect(screen.getByRole('link', { name: /^Read a result › Prevalence/ })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(location.hash).toBe('#/help/clinician/read-a-result?section=prevalence');

    await fireEvent.input(field, { target: { value: 'zebra' } });
    expect(screen.getByRole('status').textContent).toBe('Nothing in the guide has all of these words.');
    await fireEvent.input(field, { target: { value: '' } });
    expect(screen.getByRole('navigation', { name: 'Contents of the guide' })).toBeTruthy();
  });
});

describe('searching', () => {
  const page = (title: string, ...sections: [string | null, string][]): GuidePage => ({
    title,
    html: '',
    sections: sections.map(([heading, text]) => ({
      id: heading === null ? null : heading.toLowerCase(),
      title: heading,
      text,
    })),
  });
  const pages = [
    ['a', page('Films', [null, 'The threshold decides.'], ['Độ nhạy', 'Đo trên phim.'])],
    ['b', page('Threshold', [null, 'Where it lies.'], ['More', 'A film above the threshold.'])],
  ] as const;
  const find = (query: string): string[] => searchGuide(pages, query).map(({ href }) => href);

  it('puts titles before headings before texts', () => {
    expect(find('threshold')).toEqual(['#/help/b', '#/help/a', '#/help/b?section=more']);
  });

  it('wants every word in one place, whatever its case and accents', () => {
    expect(find('FILM above')).toEqual(['#/help/b?section=more']);
    expect(find('film nowhere')).toEqual([]);
    expect(find('do nhay')).toEqual(['#/help/a?section=%C4%91%E1%BB%99%20nh%E1%BA%A1y']);
    expect(find('  ')).toEqual([]);
  });

  it('puts words side by side before words apart, and shows them together', () => {
    const texts = [
      ['a', page('A', [null, 'Dấu hiệu bệnh, độ lệch chuẩn.'])],
      ['b', page('B', [null, 'Độ đặc hiệu trước, rồi đến hiệu chuẩn.'])],
    ] as const;
    const hits = searchGuide(texts, 'hieu chuan');
    expect(hits.map(({ href }) => href)).toEqual(['#/help/b', '#/help/a']);
    const found = hits.map(({ excerpt }) => excerpt.filter(({ isFound }) => isFound).map(({ text }) => text));
    expect(found).toEqual([['hiệu chuẩn'], ['hiệu', 'chuẩn']]);
  });

  it('shows what was found in its own letters, and cuts the rest at words', () => {
    const long = `${'one two '.repeat(30)}ngưỡng quyết định ${'three four '.repeat(30)}`;
    const [hit] = searchGuide([['c', page('C', [null, long])]], 'nguong');
    const text = hit?.excerpt.map((part) => part.text).join('') ?? '';
    expect(hit?.excerpt.filter(({ isFound }) => isFound).map((part) => part.text)).toEqual(['ngưỡng']);
    expect(text).toMatch(/^… (one|two) .*(three|four) …$/);
    expect(text.length).toBeLessThan(160);
  });
});
