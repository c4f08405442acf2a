/** How all items of a list are sent, a line each. */
export interface ExportFormat {
  readonly contentType: string
  /** What comes before the first item. */
  readonly head: string
  lineOf(item: object): string
}

/** The formats of an export, by the media type that a client asks for. */
export function createExportFormats(fields: object) {
  const names = ['id', ...Object.keys(fields)]
  const recordOf = (cells: readonly string[]) => `${cells.join(',')}\r\n`

  return {
    'application/x-ndjson': {
      contentType: 'application/x-ndjson; charset=utf-8',
      head: '',
      lineOf: (item) => `${JSON.stringify(item)}\n`,
    },
    // RFC 4180.
    'text/csv': {
      contentType: 'text/csv; charset=utf-8; header=present',
      head: recordOf(names),
      lineOf: (item) => recordOf(names.map((name) => cellOf(Reflect.get(item, name)))),
    },
  } satisfies Record<string, ExportFormat>
}

/**
 * Spreadsheets run a text that begins like a formula; with an apostrophe in front they show it as it is
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function cellOf(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
