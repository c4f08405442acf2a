import { faultsOf } from './exposition-rules.ts'

type Labels = Readonly<Record<string, string>>

export interface Sample {
  readonly name: string
  readonly labels: Labels
  readonly value: number
}

export interface Exposition {
  readonly samples: readonly Sample[]
  /** What a linter would say of it, a line each. */
  readonly faults: readonly string[]
  /** The value of the sample with this name and exactly these labels. */
  value(name: string, labels?: Labels): number | undefined
}

export interface Family {
  readonly name: string
  type: string
  readonly samples: Sample[]
}

const sampleSyntax = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const labelSyntax = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y
const numberSyntax = /^[+-]?(?:Inf|NaN|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/

/**
 * Reads the text exposition format, strictly: a HELP, a TYPE and then the samples, for each family once
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). It notes what breaks the format, and what breaks the
 * rules of https://prometheus.io/docs/practices/naming/.
 */
export function readExposition(text: string): Exposition {
  const faults: string[] = []
  const families: Family[] = []
  const lines = text.split('\n')
  if (lines.pop() !== '') faults.push('the last line has no end')
  for (const line of lines) {
    const [, help = ''] = /^# HELP (\S+) \S.*$/.exec(line) ?? []
    const [, typed = '', type = ''] = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line) ?? []
    const family = families.at(-1)
    if (help !== '') {
      if (families.some(({ name }) => name === help)) faults.push(`${help}: a second HELP`)
      families.push({ name: help, type: '', samples: [] })
    } else if (family === undefined) faults.push(`nothing may come before a HELP: ${line}`)
    else if (typed !== '') {
      if (typed !== family.name || family.type !== '' || family.samples.length > 0) faults.push(`out of place: ${line}`)
      family.type = type
    } else {
      const sample = readSample(line)
      if (sample === undefined) faults.push(`not in the format: ${line}`)
      else if (familyOf(sample, family.type) !== family.name) faults.push(`not below its own HELP: ${line}`)
      else family.samples.push(sample)
    }
  }
  const samples = families.flatMap((family) => family.samples)
  return {
    samples,
    faults: [...faults, ...families.flatMap(faultsOf)],
    value: (name, labels = {}) => samples.find((sample) => keyOf(sample) === keyOf({ name, labels }))?.value,
  }
}

function readSample(line: string): Sample | undefined {
  const [, name = '', inside = '', number = ''] = sampleSyntax.exec(line) ?? []
  const labels = readLabels(inside)
  if (labels === undefined || !numberSyntax.test(number)) return undefined
  return { name, labels, value: Number(number.replace('Inf', 'Infinity')) }
}

function readLabels(text: string): Labels | undefined {
  const labels: Record<string, string> = {}
  labelSyntax.lastIndex = 0
  while (labelSyntax.lastIndex < text.length) {
    const [, label = '', value = ''] = labelSyntax.exec(text) ?? []
    if (label === '' || Object.hasOwn(labels, label)) return undefined
    labels[label] = value.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign))
  }
  return labels
}

function familyOf({ name }: Sample, type: string): string {
  return type === 'histogram' ? name.replace(/_(?:bucket|sum|count)$/, '') : name
}

/** What makes one series another. */
export function keyOf({ name, labels }: Pick<Sample, 'name' | 'labels'>): string {
  return JSON.stringify([name, ...Object.entries(labels).sort()])
}
