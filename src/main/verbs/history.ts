import type { Answers } from '../../model/answers.ts'
import { wrongRequest } from '../../model/failure.ts'
import { firstHistory, type History, tablesAfter } from '../../model/migration.ts'
import { type ProjectRecord, recordPath } from '../../model/record.ts'
import { resourceLanguage } from '../../resource/language.ts'

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

/** A history as it is on record. */
export function printHistory(history: History): readonly string[] {
  return history.map(({ number, resource }) => `${number} ${resourceLanguage.format(resource)}`)
}
