import { runAnnotationSchema, tagSchema } from '../../../shared/domain/run-annotation.ts';
import { t } from '../../text/t.ts';

export const longestTag = 40;
export const mostTags = 20;

/**
 * Reads tags as they are typed, parted by commas: blanks at their ends and repeats don't count.
 *
 * @returns the tags, or words for what is wrong with them
 */
export function parseTags(text: string): { readonly tags: string[] } | { readonly problem: string } {
  const tags = [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
  if (tags.some((tag) => !tagSchema.safeParse(tag).success)) {
    return { problem: t('annotation.problem-length', { count: longestTag }) };
  }
  return runAnnotationSchema.shape.tags.safeParse(tags).success
    ? { tags }
    : { problem: t('annotation.problem-count', { count: mostTags }) };
}
