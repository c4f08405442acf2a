import type { PackageManager } from '../model/answers.ts'
import { whyNotInstalled } from './installed.ts'
import { reasonIn } from './reason.ts'
import { run } from './run.ts'

export interface InstallOptions {
  readonly signal?: AbortSignal
  /** Called with each line that the package manager prints. */
  readonly onOutput?: (line: string) => void
  readonly env?: NodeJS.ProcessEnv
}

export interface InstallResult {
  readonly state: 'done' | 'failed'
  /** Why it failed and what to do, for a person. */
  readonly why?: string
}

/**
 * Installs the packages of a project, and runs nothing of theirs or of the project: none of what we write needs a script
 * to be built. Asks nothing; never throws for what a package manager does.
 */
export async function install(
  directory: string,
  packageManager: PackageManager,
  options: InstallOptions = {},
): Promise<InstallResult> {
  const { env = process.env, ...rest } = options
  const ended = await run(packageManager, args[packageManager], { ...rest, cwd: directory, env: quietly(env) })
  if (ended.kind === 'done') {
    const why = whyNotInstalled(directory, packageManager)
    return why === undefined ? { state: 'done' } : { state: 'failed', why }
  }
  return { state: 'failed', why: reasons[ended.kind](packageManager, 'output' in ended ? ended.output : '') }
}

// Development packages are the whole point: neither NODE_ENV nor a setting for deployments leaves them out. In CI, pnpm
// would otherwise insist on a lock file. Without scripts, a binding.gyp in the project is not built either. Yarn of old
// ignores its mode, and has YARN_IGNORE_SCRIPTS; newer Yarn refuses the flag of old, and ignores the variable.
const args: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
  pnpm: [
    'install',
    '--ignore-scripts',
    '--prod=false',
    '--no-frozen-lockfile',
    '--reporter=append-only',
    '--config.confirmModulesPurge=false',
  ],
  yarn: ['install', '--mode=skip-build'],
  bun: ['install', '--ignore-scripts'],
}

const reasons = {
  missing: (name: PackageManager) =>
    `${name} is not installed, or not on the PATH. Install it, then run "${name} install".`,
  cancelled: (name: PackageManager) => `it was cancelled. Run "${name} install" to go on.`,
  failed: (name: PackageManager, output: string) => `${reasonIn(output)}. Mend that, then run "${name} install".`,
}

/** Settings of the npm that started us and that would turn the child's install into another one. */
const misleading = new Set(
  [
    ...['dry_run', 'global', 'location', 'package_lock_only', 'workspace', 'workspaces', 'include_workspace_root'],
    ...['omit', 'only', 'production', 'json', 'parseable', 'package', 'call', 'yes'],
  ].map((name) => `npm_config_${name}`),
)

function quietly(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => name !== 'NODE_ENV' && !misleading.has(name.toLowerCase().replaceAll('-', '_')),
  )
  return {
    ...Object.fromEntries(kept),
    npm_config_update_notifier: 'false',
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    // It would read .corepack.env in the project, which can name another registry.
    COREPACK_ENV_FILE: '0',
    YARN_IGNORE_SCRIPTS: 'true',
    YARN_ENABLE_SCRIPTS: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
  }
}
