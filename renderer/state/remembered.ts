/** Reads what this browser or window remembers under a key; null where it remembers nothing or may not. */
export function readRemembered(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** Remembers a value that JSON can hold. Where storage is forbidden or full, it lasts as long as the window. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}
