/**
 * Lets the window answer keys and pointers between two parts of a long work.
 *
 * @throws DOMException AbortError when the work is no longer wanted
 */
export async function letWindowAnswer(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}
