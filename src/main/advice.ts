import type { Advice, Shell } from '../model/answers.ts'

const names: Readonly<Record<Shell, string>> = { cmd: 'cmd', powershell: 'PowerShell', posix: 'a POSIX shell' }

/** The lines for each of these shells, each set of lines once. */
export function adviceFor(shells: readonly Shell[], linesFor: (shell: Shell) => readonly string[]): readonly Advice[] {
  const users = new Map<string, Shell[]>()
  for (const shell of shells) {
    const text = linesFor(shell).join('\n')
    users.set(text, [...(users.get(text) ?? []), shell])
  }
  return [...users].map(([text, some]) => {
    const where = some.map((shell) => names[shell]).join(' and ')
    return { ...(users.size === 1 ? {} : { where }), lines: text.split('\n') }
  })
}
