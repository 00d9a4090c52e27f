/** Channels between the window's preload script and main: one for calls, one for pushed events. */
export const callChannel = 'negatoscope:call';
export const eventChannel = 'negatoscope:event';

/** The one origin that the window shows, by a protocol of the app's own. */
export const appScheme = 'negatoscope';
export const appHost = 'app';
export const appAddress = `${appScheme}://${appHost}/`;
