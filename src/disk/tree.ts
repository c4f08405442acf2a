/**
 * Draws files as a tree, sorted, with the size of each and of all (kB of 1000 bytes). Lines joined by `\n`, none behind
 * the last.
 */
export function formatTree(files: ReadonlyMap<string, string>): string {
  const sizes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text).length]))
  const rows = draw(nest(sizes), '')
  const width = Math.max(0, ...rows.map(({ label }) => label.length))
  const lines = rows.map(({ label, size }) =>
    size === undefined ? label : `${label.padEnd(width)}  ${sizeText(size)}`,
  )
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return [...lines, `${files.size} ${files.size === 1 ? 'file' : 'files'}, ${sizeText(total).trimStart()}`].join('\n')
}

/** A folder by its entries: a size is a file. */
interface Folder extends Map<string, Folder | number> {}

interface Row {
  readonly label: string
  readonly size?: number
}

function nest(sizes: ReadonlyMap<string, number>): Folder {
  const root: Folder = new Map()
  for (const [path, size] of sizes) {
    const names = path.split('/')
    const file = names.pop() ?? ''
    let folder = root
    for (const name of names) {
      const found = folder.get(name)
      const inner: Folder = found instanceof Map ? found : new Map()
      folder.set(name, inner)
      folder = inner
    }
    folder.set(file, size)
  }
  return root
}

function draw(folder: Folder, indent: string): Row[] {
  const entries = [...folder].sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.flatMap(([name, entry], index): Row[] => {
    const isLast = index === entries.length - 1
    const label = `${indent}${isLast ? '└── ' : '├── '}${name}`
    if (typeof entry === 'number') return [{ label, size: entry }]
    return [{ label: `${label}/` }, ...draw(entry, `${indent}${isLast ? '    ' : '│   '}`)]
  })
}

function sizeText(bytes: number): string {
  return bytes < 1000 ? `${String(bytes).padStart(5)} B` : `${(bytes / 1000).toFixed(1).padStart(5)} kB`
}
