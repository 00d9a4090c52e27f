import { createWriteStream, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type FindLabelledImagesOptions,
  type LabelledImages,
  findLabelledImages,
} from '../../../main/library/labelled-images.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';
import { describeMessage } from '../../../shared/text/describe-message.ts';
import { makeFolder } from './make-folder.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const files = { 'img/1.png': '', 'img/2.png': '', 'img/3.png': '' };

function folderOf(more: Record<string, string | Buffer>): string {
  const root = makeFolder({ ...files, ...more });
  roots.push(root);
  return root;
}

const find = (location: string, options: Partial<FindLabelledImagesOptions> = {}): Promise<LabelledImages> =>
  findLabelledImages(location, { patientPatterns: defaultPatientPatterns, ...options });
const findBy = (
  text: string | Buffer,
  options?: Partial<FindLabelledImagesOptions>,
): Promise<LabelledImages> => find(path.join(folderOf({ 'labels.csv': text }), 'labels.csv'), options);

/** What was found in short: path, class, split. */
const summarise = ({ images }: LabelledImages): string[] =>
  images.map(({ path: file, className, givenSplit }) => `${file} ${className} ${givenSplit ?? '-'}`);
const messages = ({ rejected }: LabelledImages): string[] => rejected.map(({ message }) => message);

describe('a CSV file of labels', () => {
  it('says path, label, patient, split and exclusion, with paths relative to it', async () => {
    const root = folderOf({
      'labels.csv':
        'path,label,patient,split,excluded\nimg/1.png,N,p1,train,no\nimg/2.png,P,,validation,YES\nimg/3.png,P,p2,,\n',
    });
    const found = await find(path.join(root, 'labels.csv'));
    expect(summarise(found)).toEqual(['img/1.png N train', 'img/2.png P val', 'img/3.png P -']);
    expect(found.images.map(({ patient }) => patient)).toEqual(['csv:p1', 'file:img/2.png', 'csv:p2']);
    expect(found.images.map(({ isExcluded }) => isExcluded)).toEqual([false, true, false]);
    expect(found.images[0]?.columns).toBeNull();
    expect(found.csvPath).toBe(path.join(realpathSync(root), 'labels.csv'));
  });

  it.each([
    ['a byte order mark', '\uFEFFpath,label\nimg/1.png,N\nimg/2.png,P\n'],
    ['semicolons', 'path;label\nimg/1.png;N\nimg/2.png;P\n'],
    [
      'a byte order mark, semicolons and quotes',
      '\uFEFF"path";"label"\r\n"img/1.png";"N"\r\nimg/2.png;P\r\n',
    ],
    ['tabs', 'path\tlabel\nimg/1.png\tN\nimg/2.png\tP\n'],
    ['Windows line ends and backslashes', 'path,label\r\nimg\\1.png,N\r\nimg\\2.png,P\r\n'],
    ['no line end at its end', 'path,label\nimg/1.png,N\nimg/2.png,P'],
    ['quotes, other columns and another order', 'age,LABEL, Path \n5,"N","img/1.png"\n6,P,img/2.png\n'],
    ['empty lines', 'path,label\n\nimg/1.png,N\n,\nimg/2.png,P\n\n'],
    [
      'the headings of NIH ChestX-ray14',
      'Image Index,Finding Labels,Follow-up #\nimg/1.png,N,0\nimg/2.png,P,1\n',
    ],
    ['the headings of PyTorch examples', 'file_name,class\nimg/1.png,N\nimg/2.png,P\n'],
  ])('may have %s', async (_, text) => {
    const found = await findBy(text);
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/2.png P -']);
    expect(found.rejected).toEqual([]);
  });

  it('takes paths relative to a folder that is given beside it', async () => {
    const root = folderOf({ 'elsewhere/labels.csv': 'path,label\n1.png,N\n2.png,P\n' });
    const found = await find(path.join(root, 'img'), { csv: path.join(root, 'elsewhere/labels.csv') });
    expect(summarise(found)).toEqual(['1.png N -', '2.png P -']);
  });

  it('keeps every other column as it is, by its heading, with quotes, line ends and blanks', async () => {
    const text = 'path,label,age,note,\nimg/1.png,N,05,"says ""no"",\r\nand more", x \nimg/2.png,P\n';
    const { images } = await findBy(text);
    expect(images.map(({ columns }) => columns)).toEqual([
      { age: '05', note: 'says "no",\r\nand more', 'column 5': ' x ' },
      { age: '', note: '', 'column 5': '' },
    ]);
  });

  it('takes the heading "path" for the path where another would do too', async () => {
    const { images } = await findBy('image,path,label\nfront,img/1.png,N\nside,img/2.png,P\n');
    expect(images.map(({ path: file, columns }) => [file, columns])).toEqual([
      ['img/1.png', { image: 'front' }],
      ['img/2.png', { image: 'side' }],
    ]);
  });
});

describe('rows that cannot be used', () => {
  it('are named by file, line and column, and the others count', async () => {
    const found = await findBy(
      'path,Class,set,excluded\nimg/1.png,N,,\nimg/4.png,P,,\nimg/2.png,,,\nimg/2.png,P,dev,\nimg/2.png,P,,maybe\nimg/2.png,P,,,,surplus\n,P,,\n',
    );
    expect(summarise(found)).toEqual(['img/1.png N -']);
    expect(new Set(found.rejected.map(({ code }) => code))).toEqual(new Set(['csv-invalid']));
    expect(messages(found)).toEqual([
      expect.stringContaining(
        'labels.csv, line 3, column "path": names img/4.png, and there is no such file',
      ),
      expect.stringContaining('labels.csv, line 4, column "Class": is empty'),
      expect.stringContaining('labels.csv, line 5, column "set": says "dev"; expected train, val or test'),
      expect.stringContaining('labels.csv, line 6, column "excluded": says "maybe"; expected yes or no'),
      expect.stringContaining('labels.csv, line 7: has 6 cells where the first line names 4'),
      expect.stringContaining('labels.csv, line 8, column "path": names nothing'),
    ]);
  });

  it('are told in Vietnamese with the same line and column', async () => {
    const { rejected } = await findBy('path,label\nimg/1.png,N\nimg/4.png,P\nimg/2.png,\nimg/1.png,P\n');
    const told = rejected.map(({ code, message, details = {} }) =>
      describeMessage({ key: code, message, details }, 'vi'),
    );
    expect(told).toEqual([
      'labels.csv, dòng 3, cột “path”: không có tệp “img/4.png” trong thư mục.',
      'labels.csv, dòng 4, cột “label”: để trống; mỗi ảnh cần một lớp.',
      'labels.csv, dòng 5, cột “label”: ghi “P” cho img/1.png, mà dòng 2 ghi “N”. Dòng 2 được tính; hãy giữ lại một dòng.',
    ]);
  });

  it('name a file outside the folder by "..", by an absolute path, or by a link', async () => {
    const outside = folderOf({ 'secret.png': '' });
    const root = folderOf({
      'labels.csv': `path,label\nimg/1.png,N\n../${path.basename(outside)}/secret.png,P\n${outside}/secret.png,P\nimg/link.png,P\nlinked/secret.png,P\nimg/inner.png,P\n`,
    });
    symlinkSync(path.join(outside, 'secret.png'), path.join(root, 'img/link.png'));
    symlinkSync(outside, path.join(root, 'linked'));
    symlinkSync('2.png', path.join(root, 'img/inner.png'));
    const found = await find(path.join(root, 'labels.csv'));
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/inner.png P -']);
    expect(messages(found)).toEqual([
      expect.stringMatching(/line 3, column "path": names .*secret\.png, which lies outside/),
      expect.stringMatching(/line 4, column "path": names .*secret\.png, which lies outside/),
      expect.stringMatching(/line 5, column "path": names img\/link\.png, a link that leads outside/),
      expect.stringMatching(/line 6, column "path": names linked\/secret\.png, a link that leads outside/),
    ]);
  });

  it('say again what an earlier row says: such a file counts once, and nothing is amiss', async () => {
    const found = await findBy(
      'path,label,age\nimg/1.png,N,5\nimg/2.png,P,6\nimg/1.png,N,5\n./img/1.png, N ,5\n',
    );
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/2.png P -']);
    expect(found.rejected).toEqual([]);
  });

  it('contradict an earlier row: the earlier one counts, and the column is named', async () => {
    const found = await findBy(
      'path,label,patient,age\nimg/1.png,N,a,5\nimg/2.png,P,b,6\nimg/1.png,P,a,5\nimg/1.png,N,c,5\nimg/1.png,N,a,7\n',
    );
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/2.png P -']);
    expect(messages(found)).toEqual([
      'labels.csv, line 4, column "label": says "P" of img/1.png, of which line 2 says "N". Line 2 counts; keep one of them.',
      'labels.csv, line 5, column "patient": says "csv:c" of img/1.png, of which line 2 says "csv:a". Line 2 counts; keep one of them.',
      'labels.csv, line 6, column "age": says otherwise of img/1.png than line 2. Line 2 counts; keep one of them.',
    ]);
  });

  it('have a label that is none of the classes there are, where those are settled', async () => {
    const found = await findBy('path,label\nimg/1.png,N\nimg/2.png,PNEUMONA\nimg/3.png,P\n', {
      knownClasses: new Set(['N', 'P']),
    });
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/3.png P -']);
    expect(messages(found)).toEqual([
      'labels.csv, line 3, column "label": "PNEUMONA" is no class of the dataset, which has N, P. Mend it, or import under a new name.',
    ]);
  });
});

describe('a CSV file that cannot be used at all', () => {
  it.each([
    ['of headings without a path', 'name,label\nimg/1.png,N\n', 'lacks the column path (found name, label)'],
    ['of other headings', 'a,b\n1,2\n', 'lacks the columns path and label (found a, b)'],
    ['without headings', 'img/1.png,N\nimg/2.png,P\n', 'lacks the columns path and label'],
    ['that is empty', '', 'lacks the columns path and label (it is empty)'],
    ['of two columns of one name', 'path,label,age,age\nimg/1.png,N,1,2\n', 'names two columns "age"'],
    ['with a quote never closed', 'path,label\n"img/1.png,N\n', 'a quotation mark (") that is never closed'],
    [
      'in Latin-1',
      Buffer.from('path,label\nimg/1.png,N\nimg/2.png,\xe4\n', 'latin1'),
      'not UTF-8 text: line 3',
    ],
    ['in UTF-16', Buffer.from('\uFEFFpath,label\nimg/1.png,N\n', 'utf16le'), 'not UTF-8 text: line 1'],
  ])('is one %s', async (_, text, problem) => {
    await expect(findBy(text)).rejects.toMatchObject({
      code: 'csv-invalid',
      message: expect.stringMatching(/labels\.csv/),
    });
    await expect(findBy(text)).rejects.toThrow(problem);
  });

  it.each([
    ['has headings and no rows', 'path,label\n', 'It has no rows'],
    ['has unusable rows alone', 'path,label\nnone.png,N\n', 'line 2, column "path"'],
  ])('is one that %s', async (_, text, reason) => {
    await expect(findBy(text)).rejects.toMatchObject({
      code: 'dataset-empty',
      message: expect.stringContaining(reason),
    });
  });
});

describe('a CSV file of 1,000,000 rows', () => {
  const rows = 1_000_000;

  async function writeLong(makeRow: (row: number) => string): Promise<string> {
    const csv = path.join(folderOf({}), 'long.csv');
    const lines = function* (): Generator<string> {
      yield 'path,label,age\n';
      for (let from = 0; from < rows; from += 1000) {
        yield Array.from({ length: 1000 }, (_, row) => makeRow(from + row)).join('');
      }
    };
    await pipeline(Readable.from(lines()), createWriteStream(csv));
    return csv;
  }

  it('is read row by row, tells how far it is, and names at most 10,000 rows that cannot be used', async () => {
    const csv = await writeLong((row) => (row < 2 ? `img/${row + 1}.png,${row},5\n` : 'img/3.png,,5\n'));
    const told: number[] = [];
    const found = await find(csv, { onFound: (done) => told.push(done) });
    expect(summarise(found)).toEqual(['img/1.png 0 -', 'img/2.png 1 -']);
    expect(told.length).toBe(rows);
    expect(told.at(-1)).toBe(rows);
    expect(found.rejected).toHaveLength(10_001);
    expect(found.rejected.at(-1)?.message).toContain('989,998 more rows');
  }, 300_000);

  it('is left when the import is cancelled', async () => {
    const csv = await writeLong((row) => `img/${(row % 3) + 1}.png,N,5\n`);
    const cancellation = new AbortController();
    let last = 0;
    const finding = find(csv, {
      signal: cancellation.signal,
      onFound(done) {
        last = done;
        if (done === 1000) cancellation.abort();
      },
    });
    await expect(finding).rejects.toThrow('aborted');
    expect(last).toBe(1000);
  }, 300_000);
});
