/** The app's version, as package.json has it (a test keeps the two equal). */
export const appVersion = '0.1.0';
