import { describe, expect, it } from 'vitest';
import { describeMessage, listNames, type Told } from '../../../shared/text/describe-message.ts';
import { vi } from '../../../shared/text/vi.ts';

const tell = (told: Partial<Told>): string =>
  describeMessage({ key: 'run-not-found', message: 'In English.', details: {}, ...told }, 'vi');

describe('what the app tells, in Vietnamese', () => {
  it('takes the most telling text that the details can fill', () => {
    expect(tell({ key: 'trainer-unresponsive', details: { seconds: 90 } })).toContain('trong 90 giây');
    expect(tell({ key: 'trainer-unresponsive' })).toBe(
      'Tiến trình huấn luyện không phản hồi và đã bị kết thúc. Lần chạy có thể tiếp tục từ điểm khôi phục cuối.',
    );
  });

  it('tells a taken name of a study from that of a run, and where a dataset of that name came from', () => {
    const key = 'name-taken';
    expect(tell({ key, details: { name: 'a', free: 'a-1' } })).toContain('lần chạy tên “a”');
    expect(tell({ key, details: { name: 'a', free: 'a-1', study: 'a' } })).toContain('nghiên cứu tên “a”');
    expect(tell({ key, details: { name: 'a', source: '/phim' } })).toContain('nhập từ /phim');
  });

  it('writes numbers as Vietnamese does, and leaves other details as they are', () => {
    const text = tell({ key: 'network.too-large', details: { parameters: 120_500_000, most: 100_000_000 } });
    expect(text).toContain('120.500.000');
    expect(tell({ details: { run: '2024 {x}' } })).toContain('“2024 {x}”');
  });

  it('falls back on English where a library of before kept nothing else', () => {
    expect(tell({ key: null })).toBe('In English.');
  });

  it('leaves English as it was written', () => {
    expect(describeMessage({ key: 'unexpected', message: 'As it was.', details: {} }, 'en')).toBe(
      'As it was.',
    );
  });

  it.each(Object.entries(vi))('%s can be told without any detail', (key, text) => {
    const last = typeof text === 'string' ? text : text.at(-1);
    expect(listNames(last ?? '{}'), key).toEqual([]);
  });

  it('is composed Unicode, as keyboards type it', () => {
    const texts = Object.values(vi).flat();
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  });

  // What is in the table is a matter of types: a code without a text does not compile.
  it('is written in Vietnamese throughout', () => {
    const unmarked = Object.entries(vi).filter(
      ([, text]) =>
        !/[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]/i.test(
          [text].flat().join(' '),
        ),
    );
    expect(unmarked).toEqual([]);
  });
});
