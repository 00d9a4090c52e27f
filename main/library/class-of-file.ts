import path from 'node:path';

/** Tells a file's class from its path and the class that its folder or its table gives it. */
export type ClassReader = (relativePath: string, givenClass: string) => string;

/**
 * Makes a reader of classes from words in file names. A word counts where it is a whole part of the name, that
 * is, where no letter or digit touches it, in any case of letters: `person1_virus_6.jpeg` has the word "virus"
 * and `viruses.png` has not. The class is the word in upper case, as class folders are mostly called; of several
 * words that a name has, the first given counts. A file with none of them keeps its class.
 */
export function compileClassWords(words: readonly string[]): ClassReader {
  const classes = words.map((word) => ({ word: fold(word), className: toClassName(word) }));
  if (classes.length === 0) return (_, givenClass) => givenClass;
  return (relativePath, givenClass) => {
    const parts = new Set(fold(path.posix.basename(relativePath)).split(/[^\p{L}\p{M}\p{N}]+/u));
    return classes.find(({ word }) => parts.has(word))?.className ?? givenClass;
  };
}

function toClassName(word: string): string {
  return word.trim().normalize('NFC').toUpperCase();
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
