export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The script that `npm init` and `pnpm init` put where a test would be. */
const placeholder = 'echo "Error: no test specified" && exit 1'

const isText = (value: unknown) => typeof value === 'string'

/** What `init` of a package manager writes by itself, in all versions of npm, pnpm and Yarn. */
const written: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  version: isText,
  description: (value) => value === '',
  main: (value) => value === 'index.js',
  scripts: (value) => isObject(value) && Object.keys(value).every((name) => name === 'test' && hasPlaceholder(value)),
  keywords: (value) => Array.isArray(value) && value.length === 0,
  author: isText,
  license: isText,
  type: (value) => value === 'commonjs' || value === 'module',
  private: (value) => typeof value === 'boolean',
  packageManager: isText,
  devEngines: (value) => isObject(value) && Object.keys(value).every((key) => key === 'packageManager'),
  // Of the remote of a repository that is there.
  repository: isObject,
  bugs: isObject,
  homepage: isText,
}

/** Whether a package.json is as `init` left it, so that it is nobody's work. */
export function isUntouchedInit(json: JsonObject): boolean {
  const isOfInit = json.main === 'index.js' || (isText(json.name) && isText(json.packageManager))
  return isOfInit && Object.entries(json).every(([key, value]) => Object.hasOwn(written, key) && written[key]?.(value))
}

/** What `init` took from the user's own settings and repository. `manager`: the chosen package manager. */
export function takenFromUser(json: JsonObject, manager: unknown): JsonObject {
  const { author, license, repository, bugs, homepage, packageManager, devEngines } = json
  const isOurs = manager === undefined || String(packageManager).startsWith(`${manager}@`)
  return Object.fromEntries(
    Object.entries({
      author: author === '' ? undefined : author,
      license: license === 'ISC' || license === 'MIT' ? undefined : license,
      ...{ repository, bugs, homepage },
      ...(isOurs && { packageManager, devEngines }),
    }).filter(([, value]) => value !== undefined),
  )
}

/** Without what `init` wrote and what would stop the project from working: the placeholder, and the type beside it. */
export function withoutPlaceholders(json: JsonObject): JsonObject {
  if (!isObject(json.scripts) || !hasPlaceholder(json.scripts)) return json
  const { test: _, ...scripts } = json.scripts
  const { type, ...rest } = json
  return { ...rest, ...(type !== undefined && type !== 'commonjs' && { type }), scripts }
}

function hasPlaceholder(scripts: JsonObject): boolean {
  return scripts.test === placeholder
}
