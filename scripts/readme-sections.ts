import { resolveAnswers } from '../src/answers/resolve-answers.ts'
import { helpText } from '../src/arguments/help-text.ts'
import type { FeatureManifest } from '../src/model/manifest.ts'
import { providerName } from '../src/model/options.ts'
import { choosable, type Pack, presetsWith } from '../src/model/pack.ts'
import { render } from '../src/render/render.ts'
import { resourceLanguage } from '../src/resource/language.ts'
import { peerTable } from './peer-table.ts'

const helpWidth = 110

type Sections = Readonly<Record<string, string>>

/** Documents with sections that follow from the manifests and templates, by their paths. */
export const documents: Readonly<Record<string, (pack: Pack) => Sections>> = {
  'README.md': sectionsForUsers,
  'templates/README.md': (pack) => ({ parts: partTable(pack) }),
}

/** A document with everything between `<!-- name: ... -->` and `<!-- /name -->` made anew. Throws for a missing section. */
export function fillSections(path: string, document: string, pack: Pack): string {
  return Object.entries(documents[path]?.(pack) ?? {}).reduce((text, [name, section]) => {
    const place = new RegExp(`(<!-- ${name}: [^\\n]* -->\\n)[^]*?(<!-- /${name} -->)`)
    if (!place.test(text)) throw new Error(`${path}: there is no section <!-- ${name}: ... --> to <!-- /${name} -->`)
    return text.replace(place, (_, head: string, tail: string) => `${head}\n${section}\n\n${tail}`)
  }, document)
}

function sectionsForUsers(pack: Pack): Sections {
  const choices = { directory: 'my-api', with: [], without: [], options: {} }
  const { answers } = resolveAnswers(pack, choices, { nodeMajor: 24, userAgent: 'npm', cwd: '/' }, resourceLanguage)
  const files = render(pack, answers)
  return {
    peers: peerTable(),
    app: block('ts', handlerOf(files.get('src/app.ts') ?? '')),
    reading: readingTable(pack),
    features: featureTable(pack),
    help: block('', helpForReadme(pack)),
  }
}

/** Without the parts that README says in sections of its own. */
function helpForReadme(pack: Pack): string {
  const parts = helpText(pack, helpWidth).trimEnd().split('\n\n')
  return parts
    .filter(
      (part) =>
        !/^(?:Examples|In place of|To change a project|Presets|Asks only|A directory that|It needs|Makes a)/.test(part),
    )
    .join('\n\n')
}

/** The steps of a request, which the app of createApp has first. */
function handlerOf(source: string): string {
  const [, lines = ''] = /^( {4}async handle\([\s\S]*?^ {4}\},\n)/m.exec(source) ?? []
  return lines.trimEnd().replace(/^ {4}/gm, '')
}

/** How much code each preset makes, and how long a careful reader takes for it. */
function readingTable(pack: Pack): string {
  const rows = Object.keys(pack.presets).map((preset) => {
    const choices = { directory: 'my-api', preset, with: [], without: [], options: {} }
    const { answers } = resolveAnswers(pack, choices, { nodeMajor: 24, userAgent: 'npm', cwd: '/' }, resourceLanguage)
    const files = render(pack, answers)
    const code = [...files].filter(([path]) => /^src\/.*\.ts$/.test(path)).map(([, text]) => text)
    const lines = code.flatMap((text) => text.split('\n')).filter((line) => line !== '').length
    const minutes = /takes about (\d+) minutes/.exec(files.get('README.md') ?? '')?.[1]
    return { lines, row: `| \`${preset}\` | ${code.length} | ${lines.toLocaleString('en')} | ${minutes} minutes |` }
  })
  const sorted = rows.sort((one, other) => one.lines - other.lines).map(({ row }) => row)
  return ['| preset | files in `src/` | lines | to read |', '| --- | --- | --- | --- |', ...sorted].join('\n')
}

function featureTable(pack: Pack): string {
  const rows = choosable(pack).map(({ id, manifest }) => {
    const required = (manifest.requires ?? []).filter((other) =>
      choosable(pack).some((feature) => feature.id === other),
    )
    const among = presetsWith(pack, id).map((name) => `\`${name}\``)
    const settings = (manifest.settings ?? []).map(({ name }) => `\`${name}\``)
    const hint = manifest.node === undefined ? manifest.hint : `${manifest.hint} (Node ${manifest.node} or newer)`
    return [`\`${id}\``, hint, required.map((other) => `\`${other}\``), among, settings].map(String)
  })
  const table = [['feature', 'what it adds', 'requires', 'in preset', 'settings'], Array(5).fill('---'), ...rows]
  return table.map((cells) => `| ${cells.join(' | ').replaceAll(',', ', ').replaceAll(',  ', ', ')} |`).join('\n')
}

function partTable(pack: Pack): string {
  const rows = pack.features.flatMap(({ id, folder, manifest: { title, hint, automatic, provides } }) => {
    const about = `| \`${folder.slice('templates/'.length)}\` | ${title}: ${hint} |`
    if (provides !== undefined) {
      return [`${about} with \`--${provides} ${providerName(id, provides)}\` |`]
    }
    if (automatic === undefined) return []
    const users = pack.features.filter(({ manifest }) => manifest.requires?.includes(id)).map((user) => user.id)
    return [`${about} ${joins(automatic, users)} |`]
  })
  return ['| folder | what it is | where it joins |', '| --- | --- | --- |', ...rows.sort()].join('\n')
}

function joins(automatic: NonNullable<FeatureManifest['automatic']>, users: readonly string[]): string {
  const { always, shared, with: beside, without, nodeBelow, packageManager } = automatic
  const conditions = [
    always ? 'every project' : '',
    shared ? `with ${names(users, 'or')}, which require it` : '',
    beside ? `with ${names(beside, 'and')}` : '',
    without ? `without ${names(without, 'and')}` : '',
    nodeBelow ? `below Node ${nodeBelow}` : '',
    packageManager ? `with the package manager \`${packageManager}\`` : '',
  ]
  return conditions.filter((condition) => condition !== '').join(', ')
}

function names(ids: readonly string[], word: string): string {
  return ids.map((id) => `\`${id}\``).join(` ${word} `)
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
