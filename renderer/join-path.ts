/** A path in a folder, with the separator that the folder's own path uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder === '' || folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

/**
 * A path as it was typed, without blanks around it; one that doesn't begin at a disk's root lies in a folder, since
 * nobody at a window knows which folder the app itself was started in. `~` is that folder.
 */
export function completePath(folder: string, typed: string): string {
  const path = typed.trim();
  if (path === '' || /^([\\/]|[a-z]:)/i.test(path)) return path;
  return path === '~' ? folder : joinPath(folder, path.replace(/^~[\\/]/, ''));
}

/** The folder that a file lies in, of whatever system its path is; a disk's root keeps its separator. */
export function toFolderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = path.slice(0, Math.max(0, end));
  return folder === '' || folder.endsWith(':') ? path.slice(0, end + 1) : folder;
}
