/** Files and bytes sent in one request: small enough that answers come steadily. */
const mostFilesInRequest = 8;
const mostBytesInRequest = 24 * 1024 * 1024;

/** Cuts files into requests of at most `mostFilesInRequest` files and, where possible, `mostBytesInRequest`. */
export function cutIntoRequests<Item extends { readonly file: { readonly size: number } }>(
  items: readonly Item[],
): readonly (readonly Item[])[] {
  const requests: Item[][] = [];
  let sizeBytes = 0;
  for (const item of items) {
    const last = requests.at(-1);
    const fits = last !== undefined && last.length < mostFilesInRequest;
    if (fits && sizeBytes + item.file.size <= mostBytesInRequest) {
      last.push(item);
      sizeBytes += item.file.size;
    } else {
      requests.push([item]);
      sizeBytes = item.file.size;
    }
  }
  return requests;
}
