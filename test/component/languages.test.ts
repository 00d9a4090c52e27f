import { afterEach, describe, expect, it } from 'vitest';
import { Submission } from '../../renderer/state/submission.svelte.ts';
import { Toasts } from '../../renderer/state/toasts.svelte.ts';
import { en } from '../../renderer/text/en.ts';
import { formatBytes, formatMetric, formatNumber, formatPercent } from '../../renderer/text/format-number.ts';
import { formatDuration, formatInstant, formatTimeLeft } from '../../renderer/text/format-time.ts';
import { chooseLanguage, interfaceLanguage } from '../../renderer/text/language.svelte.ts';
import { t, tCount } from '../../renderer/text/t.ts';
import { vi } from '../../renderer/text/vi.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
const translated: Readonly<Record<string, string>> = vi;

describe('the Vietnamese table', () => {
  const keys = Object.keys(en).filter((key) => !key.endsWith('.one'));

  it('has every text', () => {
    expect(keys.filter((key) => translated[key] === undefined)).toEqual([]);
  });

  it('fills in what English fills in', () => {
    const english: Readonly<Record<string, string>> = en;
    const differing = keys.filter((key) => {
      const text = translated[key];
      return text !== undefined && namesIn(text).join() !== namesIn(english[key] ?? '').join();
    });
    expect(differing).toEqual([]);
  });

  it('is composed Unicode, as keyboards type it and searches expect it', () => {
    expect(Object.entries(translated).filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]);
  });
});

describe('in Vietnamese', () => {
  afterEach(() => interfaceLanguage.speak('en'));

  it('texts, counts and the page change at once', () => {
    interfaceLanguage.speak('vi');
    expect(t('metric.sensitivity')).toBe('Độ nhạy');
    expect(t('metric.specificity')).toBe('Độ đặc hiệu');
    expect(tCount('count.images', 1)).toBe('1 ảnh');
    expect(tCount('count.images', 5216)).toBe('5.216 ảnh');
    expect(document.documentElement.lang).toBe('vi');
    interfaceLanguage.speak('en');
    expect(t('metric.sensitivity')).toBe('Sensitivity');
    expect(document.documentElement.lang).toBe('en');
  });

  it('numbers have a decimal comma', () => {
    interfaceLanguage.speak('vi');
    expect(formatNumber(951489)).toBe('951.489');
    expect(formatPercent(0.91349)).toBe('91,3%');
    expect(formatMetric(0.9661)).toBe('0,966');
    expect(formatBytes(1500)).toBe('1,5 kB');
  });

  it('an error that is shown follows the language', () => {
    const toasts = new Toasts();
    toasts.showError(new AppError('dataset-in-use', 'Runs were trained on it.', { dataset: 'cxr' }));
    interfaceLanguage.speak('vi');
    expect(toasts.items.map(({ message }) => message)).toEqual([
      'Có lần chạy được huấn luyện trên bộ dữ liệu “cxr”. Hãy xóa các lần chạy đó trước, rồi xóa bộ dữ liệu.',
    ]);
    interfaceLanguage.speak('en');
    expect(toasts.items.map(({ message }) => message)).toEqual(['Runs were trained on it.']);
  });

  it('so does what is wrong with a form that was sent', async () => {
    const submission = new Submission();
    await submission.send('anything', {
      send: () =>
        Promise.reject(new AppError('dataset-in-use', 'Runs were trained on it.', { dataset: 'cxr' })),
      reject: () => false,
    });
    expect(submission.problem).toBe('Runs were trained on it.');
    interfaceLanguage.speak('vi');
    expect(submission.problem).toMatch(/^Có lần chạy được huấn luyện trên bộ dữ liệu “cxr”/);
  });

  it('times and dates are in its words', () => {
    interfaceLanguage.speak('vi');
    expect(formatDuration(3.44)).toBe('3,4 giây');
    expect(formatDuration(64)).toBe('1 phút 04 giây');
    expect(formatTimeLeft(3900)).toBe('1 giờ 05 phút');
    expect(formatInstant(new Date(2019, 2, 4, 14, 5).toISOString())).toMatch(/4 thg 3, 2019/);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [['vi-VN', 'en-US'], 'vi'],
    [['VI'], 'vi'],
    [['fr', 'vi'], 'vi'],
    [['fr-FR', 'de'], 'en'],
    [['en-GB', 'vi'], 'en'],
    [[], 'en'],
    // Another language whose tag begins alike.
    [['vie-x', 'fr'], 'en'],
  ])('takes from %j the first that the app speaks', (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });
});
