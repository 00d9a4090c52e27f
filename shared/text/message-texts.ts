/**
 * What a message says in one language: a text with `{names}` of its details, or several, the most telling first,
 * of which the first is taken whose names are all given. The last one needs none.
 */
export type MessageText = string | readonly [string, ...string[]];

/** The texts of a closed set of codes, none missing. */
export type MessageTexts<Code extends string> = Readonly<Record<Code, MessageText>>;
