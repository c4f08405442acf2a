import { brokenPack } from '../model/failure.ts'

/**
 * Throws a Failure that names the template of a pack when its output path is not one of those that a pack may have. An
 * install, git and editors read far more at the root of a project than a list of refused names could hold.
 */
export function checkPackPath(template: string, path: string): void {
  if (isAllowed(path.split('/'))) return
  throw brokenPack(
    `${template}: it would write ${JSON.stringify(path)}: a pack may write ${described}. Give the file such a place`,
  )
}

/** The same for a fragment, which may also join lists of ours that no program takes for a command. */
export function checkPackSlot(template: string, target: string): void {
  const isAtRoot = !target.includes('/')
  if (!isAtRoot || joined.has(target) || isAllowed([target])) return
  throw brokenPack(`${template}: a pack adds nothing to ${target}, from which package managers take what they run`)
}

const described =
  'texts for people (*.md, *.txt, LICENSE), Dockerfile and compose.yaml at the root, and files in folders (src/, test/, ' +
  '.github/ or another plain name) that neither begin with a dot nor make the folder a package'

function isAllowed(names: readonly string[]): boolean {
  const [first = '', ...rest] = names
  if (rest.length === 0) return rootFiles.some((pattern) => pattern.test(first))
  return rootFolder.test(first) && rest.every((name) => plainDotNames.has(name) || innerName.test(name))
}

const rootFiles = [
  // Texts for people: those for agents are instructions, which some carry out.
  /^(?!agents?\b|claude\b|gemini\b)[a-z\d][a-z\d_-]*(?:\.[a-z\d_-]+)*\.(?:md|txt)$/i,
  /^(?:readme|licen[cs]e|notice|copying|authors|maintainers)$/i,
  /^dockerfile(?:\.[a-z\d_-]+)?$/i,
  /^(?:docker-)?compose(?:\.[a-z\d_-]+)*\.ya?ml$/i,
]

/** Folders that tools look into by themselves begin with a dot; `node_modules` is refused to everybody. */
const rootFolder = /^(?:\.github|[a-z\d][a-z\d_-]*)$/i

/** What browsers ask for by name, and what keeps an empty folder. */
const plainDotNames = new Set(['.well-known', '.gitkeep'])

/** Not what makes a folder a package, a native module or a bare repository, whose hooks git would run. */
const innerName = /^(?!\.|package\.(?:json5?|yaml)$|head$|.*\.gypi?$)/iu

const joined = new Set(['.gitignore', '.dockerignore', '.env.example'])
