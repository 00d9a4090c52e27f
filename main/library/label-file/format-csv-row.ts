/** A row of a CSV file by RFC 4180: cells divided by commas, quoted where they must be, ended by CRLF. */
export function formatCsvRow(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`;
}

function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
