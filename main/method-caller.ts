import { AppError } from '../shared/ipc/app-error.ts';
import {
  type AnswerEnvelope,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  methods,
} from '../shared/ipc/contract.ts';
import type { Handlers } from './ipc/handlers/handlers.ts';
import type { Log } from './log.ts';
import { toMachineError } from './machine-error.ts';
import { isMethodName, parseInput } from './parse-input.ts';

/** Calls the contract's methods. */
export interface MethodCaller {
  /** Throws AppErrors and nothing else. */
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  /** For whoever may ask for anything. Never throws. */
  answer(method: string, input: unknown): Promise<AnswerEnvelope>;
  /** Waits until no call is at work. */
  settle(): Promise<void>;
}

/**
 * Wraps handlers: input is parsed, whatever is thrown becomes an AppError, and what nobody foresaw goes to
 * the log with its stack. Under test the output is checked against the contract too.
 *
 * @param refuse throws an AppError for a method that cannot be answered at the moment
 */
export function createMethodCaller(
  handlers: Handlers,
  log: Pick<Log, 'error'>,
  refuse: (method: MethodName) => void = () => undefined,
): MethodCaller {
  const atWork = new Set<Promise<unknown>>();
  const checksOutput = process.env['VITEST'] !== undefined;

  async function run<Name extends MethodName>(name: Name, input: unknown): Promise<MethodOutput<Name>> {
    try {
      refuse(name);
      const output = await handlers[name](parseInput(name, input));
      if (checksOutput) methods[name].output.parse(output);
      return output;
    } catch (thrown) {
      const error = toMachineError(thrown);
      if (error.code === 'unexpected') log.error({ method: name, error: thrown }, 'a method failed');
      throw error;
    }
  }

  async function track<Name extends MethodName>(name: Name, input: unknown): Promise<MethodOutput<Name>> {
    const running = run(name, input);
    atWork.add(running);
    try {
      return await running;
    } finally {
      atWork.delete(running);
    }
  }

  return {
    call: (name, input) => track(name, input),
    async answer(method, input) {
      try {
        if (!isMethodName(method)) throw toMethodError(method);
        return { ok: true, value: await track(method, input) };
      } catch (thrown) {
        return { ok: false, error: toMachineError(thrown).toPayload() };
      }
    },
    async settle() {
      await Promise.allSettled(atWork);
    },
  };
}

function toMethodError(method: string): AppError {
  return new AppError('method-unknown', `There is no method "${method.slice(0, 100)}".`);
}
