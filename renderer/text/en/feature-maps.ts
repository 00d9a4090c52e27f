/** What a layer makes of an image. */
export const featureMaps = {
  'maps.title': 'Feature maps',
  'maps.text':
    'What each channel of a layer makes of an image: black where it answers least, white where it answers most. Each map is scaled by itself.',
  'maps.layer': 'Layer',
  'maps.source': 'Images to choose from',
  'maps.source-images': 'Dataset',
  'maps.source-predictions': 'Diagnosed',
  'maps.image': 'Image',
  'maps.choose': 'Choose an image to see what the layer makes of it.',
  'maps.none-images': 'The dataset of this run has no images in the library.',
  'maps.none-predictions': 'This model was not asked about any image yet.',
  'maps.earlier': 'Earlier images',
  'maps.later': 'Further images',
  'maps.range': '{first} to {last} of {total}',
  'maps.of': 'Feature maps of {layer}',
  'maps.shape': '{layer}: {count} channels of {width} × {height} cells.',
  'maps.first': 'The first {count} are drawn.',
  'maps.channel': 'Channel {channel}, from {minimum} to {maximum}',
} as const;
