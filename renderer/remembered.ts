// A browser that forbids storage throws: what was chosen then lasts as long as the window.

/** What this browser or window remembers under a key; null where it remembers nothing. */
export function readRemembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Has this browser or window remember a text under a key. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
