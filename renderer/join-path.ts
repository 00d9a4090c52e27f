/** A path in a folder, with the separator that the folder's own path uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder === '' || folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}
