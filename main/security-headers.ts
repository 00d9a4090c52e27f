/**
 * What every page of the app may do: load its own files and speak to its own origin. Why each exception:
 *
 * - `style-src-attr 'unsafe-inline'`: Svelte writes `style` attributes into the templates it parses, for widths
 *   of bars and colours of classes; style sheets stay limited to files of the app.
 * - `img-src data: blob:`: previews of dropped files, and charts saved as images.
 *
 * @param socketOrigin the app's own WebSocket, such as `ws://127.0.0.1:8080`, for browsers whose `'self'` leaves
 *   WebSockets out
 */
export function makeContentSecurityPolicy(socketOrigin?: string): string {
  const connections = socketOrigin === undefined ? "'self'" : `'self' ${socketOrigin}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src ${connections}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers that every answer carries, errors included. */
export function makeSecurityHeaders(socketOrigin?: string): Record<string, string> {
  return {
    'content-security-policy': makeContentSecurityPolicy(socketOrigin),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
