/** Registers what the running engine lacks or gets wrong, and what it has faster. Called once, after the engine's start. */
export function registerKernels(): void {}
