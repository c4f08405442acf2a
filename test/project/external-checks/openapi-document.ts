import { type Schema, Validator } from '@cfworker/json-schema'
import type { Answer } from '../http/answers.ts'

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: object
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, Response>>
}

interface Response {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>
  readonly content?: Readonly<Record<string, Media>>
}

interface Media {
  readonly schema: object
}

/** Holds a document against what a server answers. */
export interface Judge {
  /** What the document does not say of this answer, or says otherwise; and takes down what it does. */
  faultsOf(method: string, target: string, answer: Answer): readonly string[]
  /** Does the document say, in so many words, that this status may be answered? */
  saysOf(method: string, target: string, status: number): boolean
  /** Is this what the document says may be sent? */
  isSendable(method: string, path: string, mediaType: string, value: unknown): boolean
  /** What the document says and no answer has shown: `GET /todos 304`. */
  unseen(): readonly string[]
}

export function createJudge({ paths, components }: Document): Judge {
  const seen = new Set<string>()
  const templates = Object.keys(paths).map((path) => ({ path, pattern: patternOf(path) }))
  const faultsIn = (schema: object, value: unknown) =>
    new Validator({ ...schema, components } as Schema, '2020-12', false)
      .validate(value)
      .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)

  const find = (method: string, target: string) => {
    const [wanted = ''] = target.split('?')
    const path = templates.find(({ pattern }) => pattern.test(wanted))?.path ?? ''
    return { path, operation: paths[path]?.[method.toLowerCase()] }
  }

  return {
    faultsOf(method, target, answer) {
      const { path, operation } = find(method, target)
      if (operation === undefined) return [`${method} ${target} is not there`]
      const status = [String(answer.status), `${String(answer.status)[0]}XX`].find((name) => operation.responses[name])
      if (status === undefined) return [`${method} ${path} never answers ${answer.status}`]
      seen.add(`${method} ${path} ${status}`)
      const { headers = {}, content } = operation.responses[status] as Response
      const missing = Object.keys(headers).filter(
        (name) => headers[name]?.required !== false && !answer.headers.has(name.toLowerCase()),
      )
      const type = answer.headers.get('content-type')?.split(';')[0]
      const faults = missing.map((name) => `has no ${name}`)
      if (content === undefined) return type === undefined ? faults : [...faults, `has content, of the type ${type}`]
      const media = content[type ?? '']
      if (media === undefined) return [...faults, `is of the type ${type}`]
      const value = /[/+]json$/.test(type ?? '') ? JSON.parse(answer.body.toString()) : answer.body.toString()
      return [...faults, ...faultsIn(media.schema, value)]
    },
    saysOf: (method, target, status) => find(method, target).operation?.responses[status] !== undefined,
    isSendable(method, path, mediaType, value) {
      const media = paths[path]?.[method.toLowerCase()]?.requestBody?.content[mediaType]
      if (media === undefined) throw new Error(`${method} ${path} takes no ${mediaType}`)
      return faultsIn(media.schema, value).length === 0
    },
    unseen() {
      const said = Object.entries(paths).flatMap(([path, operations]) =>
        Object.entries(operations).flatMap(([method, { responses }]) =>
          Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
        ),
      )
      return said.filter((line) => !seen.has(line))
    },
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
