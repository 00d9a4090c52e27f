/** A peer's Python packages, by the name of the environment that holds them; pip brings what they need. */
export const peerStacks = {
  keras: ['tensorflow-cpu==2.21.0', 'keras==3.15.0', 'pillow==12.0.0'],
  pytorch: ['torch==2.13.0', 'torchvision==0.28.0', 'pillow==12.0.0'],
} as const;
export type PeerStack = keyof typeof peerStacks;

/** What a user should know before the download begins. */
export const downloadNotes: Readonly<Record<PeerStack, string>> = {
  keras: 'about 0.4 GB are downloaded, once',
  pytorch: 'on Linux about 3 GB, since it comes with its CUDA libraries, are downloaded, once',
};
