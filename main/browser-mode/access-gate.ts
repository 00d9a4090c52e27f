import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may speak to the loopback server. Loopback alone is no wall: every program and every website in a
 * browser on this machine can reach it. So a request must carry the key that was printed at the start (other
 * users, other programs), must call the server by its own name (DNS rebinding), and a WebSocket must be
 * opened by the app's own page (other websites).
 */
export interface AccessGate {
  /** The key, as the printed address carries it. */
  readonly token: string;
  /** The cookie that stands for the key once the address was opened. */
  readonly cookie: string;
  isOwnHost(headers: IncomingHttpHeaders): boolean;
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  hasKey(headers: IncomingHttpHeaders): boolean;
  /** Whether it is the key, or one that may be used once, which is thereby used. */
  takeKey(given: string): boolean;
  /**
   * A key that opens the door once: the address that a browser is started with stands in the list of
   * processes, for every user of the machine to read.
   */
  issueOneTimeKey(): string;
}

const cookieLifeSeconds = 7 * 24 * 3600;

/**
 * @param port where the server listens; cookies know no ports, so it is in the cookie's name
 * @param token 256 random bits unless a test says otherwise
 */
export function createAccessGate(port: number, token: string = makeKey()): AccessGate {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const cookieName = `negatoscope-${port}`;
  const isKey = (given: string): boolean => isEqual(given, token);
  const oneTimeKeys = new Set<string>();
  return {
    token,
    cookie: `${cookieName}=${token}; Path=/; Max-Age=${cookieLifeSeconds}; HttpOnly; SameSite=Strict`,
    isOwnHost: ({ host }) => host !== undefined && hosts.has(host),
    isOwnOrigin: ({ origin }) =>
      origin?.startsWith('http://') === true && hosts.has(origin.slice('http://'.length)),
    hasKey: ({ cookie }) => readCookies(cookie, cookieName).some(isKey),
    takeKey: (given) => isKey(given) || oneTimeKeys.delete(given),
    issueOneTimeKey() {
      const key = makeKey();
      oneTimeKeys.add(key);
      return key;
    },
  };
}

function makeKey(): string {
  return randomBytes(32).toString('base64url');
}

function readCookies(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Compares in a time that tells nothing of where the two differ. */
function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
