/**
 * What of git's own variables is the user's. All others speak of one repository or one call of git, as those do that a
 * hook around us was started with (GIT_DIR, GIT_INDEX_FILE, GIT_QUARANTINE_PATH).
 */
const ofTheUser = new Set([
  ...['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_AUTHOR_DATE'],
  ...['GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL', 'GIT_COMMITTER_DATE'],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
  ...['GIT_CEILING_DIRECTORIES', 'GIT_DISCOVERY_ACROSS_FILESYSTEM', 'GIT_EXEC_PATH', 'GIT_TEMPLATE_DIR'],
])

/** The environment of a git that knows the user and no repository. It speaks English, and asks nothing. */
export function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => {
    const known = name.toUpperCase()
    return !known.startsWith('GIT_') || ofTheUser.has(known)
  })
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
}

/**
 * Settings for one call of git: what the user configured for daily work starts no program here (hooks, a file system
 * monitor, a signature with its prompt, maintenance in the background), and the bytes of the files stay as they are.
 */
export const quietSettings: readonly string[] = Object.entries({
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'commit.gpgSign': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'core.autocrlf': 'false',
  'core.safecrlf': 'false',
  'user.useConfigOnly': 'true',
}).flatMap(([name, value]) => ['-c', `${name}=${value}`])
