import path from 'node:path';

/** The repository's root. */
export const projectFolder = path.resolve(import.meta.dirname, '..');

/** The project's node_modules. */
export const modulesFolder = path.join(projectFolder, 'node_modules');

/** The package whose binding the native library is linked into. */
export const bindingPackageFolder = path.join(modulesFolder, '@tensorflow', 'tfjs-node-gpu');
