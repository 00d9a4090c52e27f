import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Compression } from './transfer-syntax.ts';

/** A compressed frame and what its file says of it. */
export interface CompressedFrame {
  readonly bytes: Buffer;
  readonly compression: Compression;
  readonly width: number;
  readonly height: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly samplesPerPixel: number;
  readonly isSigned: boolean;
  readonly isPlanar: boolean;
}

export interface DecompressedFrame {
  /** Samples of `bitsAllocated` bits, little-endian. */
  readonly bytes: Uint8Array;
  readonly bitsAllocated: number;
  /** Whether a colour's samples lie in planes and not beside each other. */
  readonly isPlanar: boolean;
}

const decoders: Readonly<Record<Compression, string>> = {
  rle: 'DecodeRle',
  jpeg: 'DecodeJpeg',
  'jpeg-ls': 'DecodeJpegLs',
  'jpeg-2000': 'DecodeJpeg2000',
  htj2k: 'DecodeHtJpeg2000',
};

/**
 * Decodes a frame by the WebAssembly module of dcmjs-codecs, in an instance of its own: a decoder that fails on damaged
 * bytes leaves nothing behind. Colour stays in the space that it was compressed in.
 * @throws Error of the decoder's own words
 */
export async function decompressFrame(frame: CompressedFrame): Promise<DecompressedFrame> {
  const codec = await Codec.start();
  const context = codec.call('CreateCodecsContext');
  codec.call('SetColumns', context, frame.width);
  codec.call('SetRows', context, frame.height);
  codec.call('SetBitsAllocated', context, frame.bitsAllocated);
  codec.call('SetBitsStored', context, frame.bitsStored);
  codec.call('SetSamplesPerPixel', context, frame.samplesPerPixel);
  codec.call('SetPixelRepresentation', context, frame.isSigned ? 1 : 0);
  codec.call('SetPlanarConfiguration', context, frame.isPlanar ? 1 : 0);
  codec.call('SetPhotometricInterpretation', context, frame.samplesPerPixel === 1 ? monochrome2 : rgb);
  codec.call('SetEncodedBufferSize', context, frame.bytes.length);
  codec.memory().set(frame.bytes, codec.call('GetEncodedBuffer', context));
  const parameters = codec.call('CreateDecoderParameters');
  codec.call('SetConvertColorspaceToRgb', parameters, 0);
  codec.call(decoders[frame.compression], context, parameters);
  const start = codec.call('GetDecodedBuffer', context);
  return {
    bytes: codec.memory().slice(start, start + codec.call('GetDecodedBufferSize', context)),
    bitsAllocated: codec.call('GetBitsAllocated', context),
    isPlanar: codec.call('GetPlanarConfiguration', context) === 1,
  };
}

/** Places in the module's list of photometric interpretations. */
const monochrome2 = 1;
const rgb = 3;

/** An instance of the module, its exports called by name. */
class Codec {
  readonly #exports: WebAssembly.Exports;

  private constructor(exports: WebAssembly.Exports) {
    this.#exports = exports;
  }

  static async start(): Promise<Codec> {
    const started: { codec?: Codec } = {};
    const readMessage = (start: number, length: number): string =>
      Buffer.from(started.codec?.memory().slice(start, start + length) ?? []).toString('utf8');
    const instance = await WebAssembly.instantiate(await loadModule(), toImports(readMessage));
    const codec = new Codec(instance.exports);
    started.codec = codec;
    codec.call('_initialize');
    return codec;
  }

  call(name: string, ...parameters: readonly number[]): number {
    const exported = this.#exports[name];
    if (typeof exported !== 'function') throw new Error(`the codecs have no ${name}`);
    return exported(...parameters) ?? 0;
  }

  memory(): Uint8Array {
    const { memory } = this.#exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('the codecs have no memory');
    return new Uint8Array(memory.buffer);
  }
}

let loading: Promise<WebAssembly.Module> | null = null;

/** Compiled once a process, from the file that lies beside the package's main one. */
function loadModule(): Promise<WebAssembly.Module> {
  loading ??= readFile(
    createRequire(import.meta.url).resolve('dcmjs-codecs/build/dcmjs-native-codecs.wasm'),
  ).then((bytes) => WebAssembly.compile(bytes));
  return loading;
}

/** What the module asks of its host: it gets no file, no clock and no environment, and its failures are thrown. */
function toImports(readMessage: (start: number, length: number) => string): WebAssembly.Imports {
  const succeed = (): number => 0;
  return {
    wasi_snapshot_preview1: {
      environ_get: succeed,
      environ_sizes_get: succeed,
      clock_time_get: succeed,
      fd_seek: succeed,
      fd_close: succeed,
      fd_write: () => badFileDescriptor,
      proc_exit: (status: number) => {
        throw new Error(`the codecs ended with status ${status}`);
      },
    },
    env: {
      emscripten_notify_memory_growth: succeed,
      onCodecsInfo: succeed,
      onCodecsTrace: succeed,
      onCodecsException: (start: number, length: number) => {
        throw new Error(readMessage(start, length));
      },
    },
  };
}

/** WASI's EBADF. */
const badFileDescriptor = 8;
