/** Writes a colour profile of grey values in proportion to light (ICC.1:2001-04, gamma 1), as a scanner might leave. */
export function makeLinearGreyProfile(): Buffer {
  const curve = Buffer.alloc(16);
  curve.write('curv');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(0x0100, 12);
  const white = Buffer.alloc(20);
  white.write('XYZ ');
  // D50, the white of profiles
  for (const [index, value] of [0.9642, 1, 0.8249].entries())
    white.writeInt32BE(Math.round(value * 65536), 8 + 4 * index);
  const description = Buffer.alloc(108);
  description.write('desc');
  description.writeUInt32BE(5, 8);
  description.write('grey\0', 12);
  const copyright = Buffer.from('text\0\0\0\0none\0\0\0\0');
  const tags = { desc: description, cprt: copyright, wtpt: white, kTRC: curve };
  const table = Buffer.alloc(4 + 12 * Object.keys(tags).length);
  table.writeUInt32BE(Object.keys(tags).length);
  let offset = 128 + table.length;
  for (const [index, [name, data]] of Object.entries(tags).entries()) {
    table.write(name, 4 + 12 * index);
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(data.length, 12 + 12 * index);
    offset += data.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrGRAYXYZ ', 12);
  header.write('acsp', 36);
  white.copy(header, 68, 8);
  return Buffer.concat([header, table, ...Object.values(tags)]);
}

/** Puts a colour profile into a JPEG, in one segment APP2. */
export function addProfile(jpeg: Buffer, profile: Buffer): Buffer {
  const name = Buffer.from('ICC_PROFILE\0\x01\x01');
  const start = Buffer.from([0xff, 0xe2, 0, 0]);
  start.writeUInt16BE(2 + name.length + profile.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), start, name, profile, jpeg.subarray(2)]);
}
