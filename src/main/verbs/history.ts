import type { Answers } from '../../model/answers.ts'
import { wrongRequest } from '../../model/failure.ts'
import { firstHistory, type History, isMigration, tablesAfter } from '../../model/migration.ts'
import { type ProjectRecord, recordPath } from '../../model/record.ts'
import { resourceLanguage } from '../../resource/language.ts'
import type { World } from '../world.ts'
import { renderHere } from './renderings.ts'

/** The migrations of a project: those on record, or what its resources start with. */
export function historyIn({ migrations }: ProjectRecord, { resources }: Answers): History {
  if (migrations === undefined) return firstHistory(resources)
  const history = migrations.map((line) => {
    const [, number = '', specification = ''] = /^(\d+) (.+)$/.exec(line) ?? []
    return { number, resource: resourceLanguage.parse(specification) }
  })
  const tables = tablesAfter(history)
  if (!resources.every(({ name }) => tables.has(name))) {
    throw wrongRequest(`${recordPath}: "migrations" do not lead to the resources: restore it, as from git`)
  }
  return history
}

/** What goes on record of a history: nothing where the answers alone give the same migrations. */
export async function recordOf(
  world: World,
  answers: Answers,
  history: History,
): Promise<Pick<ProjectRecord, 'migrations'>> {
  const migrations = print(history)
  if (migrations.join('\n') === print(firstHistory(answers.resources)).join('\n')) return {}
  const [one, other] = await Promise.all([history, undefined].map((some) => migrationsOf(world, answers, some)))
  return one === other ? {} : { migrations }
}

function print(history: History): readonly string[] {
  return history.map(({ number, resource }) => `${number} ${resourceLanguage.format(resource)}`)
}

async function migrationsOf(world: World, answers: Answers, history: History | undefined): Promise<string> {
  const { files } = await renderHere(world, answers, history)
  return JSON.stringify([...files].filter(([path]) => isMigration(path)))
}
