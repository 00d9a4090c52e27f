import { config } from 'zod';

/**
 * zod compiles its parsers with `new Function` where it may. The content security policy forbids that, and
 * even the attempt is reported as a violation, so it's switched off. Schemas read this setting when they
 * are made: this module must be imported before any of them.
 */
config({ jitless: true });
