/**
 * A part of the interface's words in another language, none missing. Vietnamese has one grammatical number, so a text that
 * English has twice (`.one`, `.other`) it has once.
 */
export type Translation<English> = {
  readonly [Key in keyof English as Key extends `${string}.one` ? never : Key]: string;
};
