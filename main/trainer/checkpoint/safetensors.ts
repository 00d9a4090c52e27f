import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { NamedArray, NamedArrays } from '../model-files/named-arrays.ts';
import { writeWholeFile } from './write-whole-file.ts';

/**
 * Files in the safetensors layout (https://huggingface.co/docs/safetensors): 8 bytes, little-endian, with the
 * header's length; a JSON header with each tensor's type, shape and place, and texts under `__metadata__`,
 * filled with blanks to a multiple of 8; then the cells of all tensors, end to end. Here all are float32.
 */
export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: NamedArrays;
}

const prefixBytes = 8;
const entrySchema = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});
const headerSchema = z
  .object({ __metadata__: z.record(z.string(), z.string()).default({}) })
  .catchall(entrySchema);

/** Writes a file whole or not at all; see `writeWholeFile` for what it throws. */
export function writeSafetensors(file: string, { metadata, tensors }: Safetensors): void {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    entries[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const json = Buffer.from(JSON.stringify(entries), 'utf8');
  const header = Buffer.alloc(Math.ceil(json.length / 8) * 8, ' ');
  json.copy(header);
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeBigUInt64LE(BigInt(header.length));
  writeWholeFile(file, [prefix, header, ...[...tensors.values()].map(({ values }) => toBytes(values))]);
}

/**
 * Reads a file.
 *
 * @throws Error where the file is missing, cut off or not in this layout
 */
export function readSafetensors(file: string): Safetensors {
  const bytes = readFileSync(file);
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const dataStart = prefixBytes + headerBytes;
  if (dataStart > bytes.length) throw new Error('the header is cut off');
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', prefixBytes, dataStart)));
  const { __metadata__: metadata, ...entries } = header;
  const data = bytes.subarray(dataStart);
  const tensors = new Map(
    Object.entries(entries).map(([name, entry]) => [name, readEntry(data, entrySchema.parse(entry))]),
  );
  return { metadata, tensors };
}

function readEntry(
  data: Buffer,
  { shape, data_offsets: [start, end] }: z.infer<typeof entrySchema>,
): NamedArray {
  const size = shape.reduce((product, side) => product * side, 1);
  if (end > data.length || end - start !== size * Float32Array.BYTES_PER_ELEMENT) {
    throw new Error('a tensor is cut off');
  }
  // Copied, since cells in the file need not begin at a multiple of 4 in memory.
  return { shape, values: new Float32Array(Uint8Array.from(data.subarray(start, end)).buffer) };
}

/** The bytes of an array, without a copy. */
export function toBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
