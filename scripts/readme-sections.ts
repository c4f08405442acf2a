import { resolveAnswers } from '../src/answers/resolve-answers.ts'
import { helpText } from '../src/arguments/help-text.ts'
import { formatTree } from '../src/disk/tree.ts'
import { choosable, type Pack } from '../src/model/pack.ts'
import { render } from '../src/render/render.ts'
import { resourceLanguage } from '../src/resource/language.ts'

const helpWidth = 110

/** README.md with everything between `<!-- name: ... -->` and `<!-- /name -->` made anew. Throws for a missing section. */
export function fillSections(readme: string, pack: Pack): string {
  return Object.entries(sectionsOf(pack)).reduce((text, [name, section]) => {
    const place = new RegExp(`(<!-- ${name}: [^\\n]* -->\\n)[^]*?(<!-- /${name} -->)`)
    if (!place.test(text)) throw new Error(`README.md: there is no section <!-- ${name}: ... --> to <!-- /${name} -->`)
    return text.replace(place, (_, head: string, tail: string) => `${head}\n${section}\n\n${tail}`)
  }, readme)
}

function sectionsOf(pack: Pack): Readonly<Record<string, string>> {
  const choices = { directory: 'my-api', with: [], without: [], options: {} }
  const { answers } = resolveAnswers(pack, choices, { nodeMajor: 24, userAgent: 'npm', cwd: '/' }, resourceLanguage)
  const files = render(pack, answers)
  return {
    tree: block('', formatTree(new Map([...files].filter(([path]) => !path.startsWith('test/'))))),
    app: block('ts', innerFunction(files.get('src/app.ts') ?? '')),
    features: featureTable(pack),
    help: block('', helpText(pack, helpWidth).trimEnd()),
  }
}

/** The listener that createApp returns. */
function innerFunction(source: string): string {
  const lines = source.trimEnd().split('\n')
  const start = lines.findIndex((line) => line.startsWith('  return '))
  return lines
    .slice(start, -1)
    .map((line) => line.slice(2))
    .join('\n')
}

function featureTable(pack: Pack): string {
  const presets = Object.entries(pack.presets)
  const rows = choosable(pack).map(({ id, manifest }) => {
    const required = (manifest.requires ?? []).filter((other) =>
      choosable(pack).some((feature) => feature.id === other),
    )
    const among = presets.flatMap(([name, preset]) =>
      preset.everything || manifest.presets?.includes(name) ? [`\`${name}\``] : [],
    )
    const settings = (manifest.settings ?? []).map(({ name }) => `\`${name}\``)
    return [`\`${id}\``, manifest.hint, required.map((other) => `\`${other}\``), among, settings].map(String)
  })
  const table = [['feature', 'what it adds', 'requires', 'in preset', 'settings'], Array(5).fill('---'), ...rows]
  return table.map((cells) => `| ${cells.join(' | ').replaceAll(',', ', ').replaceAll(',  ', ', ')} |`).join('\n')
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
