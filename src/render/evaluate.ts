import { helpers, markSlot } from './value-helpers.ts'

/** What a template sees besides its context. */
export interface Data {
  /** The slots of the file that have fragments. */
  readonly filled: ReadonlySet<string>
}

/** Where a part of a template is evaluated: the contexts that `../` leads to, the nearest first, and `@` variables. */
interface Scope {
  readonly contexts: readonly unknown[]
  readonly variables: Readonly<Record<string, unknown>>
  readonly filled: ReadonlySet<string>
}

type Block = (scope: Scope) => string

/** Renders a template that Handlebars has parsed. Throws an Error for a name that is unknown. */
export function evaluate(program: hbs.AST.Program, context: object, { filled }: Data): string {
  return evaluateAll(program, { contexts: [context], variables: { root: context }, filled })
}

function evaluateAll(program: hbs.AST.Program | undefined, scope: Scope): string {
  let text = ''
  for (const statement of program?.body ?? []) text += evaluateStatement(statement, scope)
  return text
}

function evaluateStatement(statement: hbs.AST.Statement, scope: Scope): string {
  switch (statement.type) {
    case 'ContentStatement':
      return (statement as hbs.AST.ContentStatement).value
    case 'CommentStatement':
      return ''
    case 'MustacheStatement':
      return textOf(evaluateMustache(statement as hbs.AST.MustacheStatement, scope))
    case 'BlockStatement':
      return evaluateBlock(statement as hbs.AST.BlockStatement, scope)
    default:
      throw new Error(`line ${statement.loc.start.line}: partials and decorators are not part of a template`)
  }
}

function evaluateMustache({ path, params, hash }: hbs.AST.MustacheStatement, scope: Scope): unknown {
  if (params.length === 0 && !isHelper(path)) return resolve(path, scope)
  const helper = helpers[nameOf(path)]
  if (helper === undefined) throw unknownHelper(path, Object.keys(helpers))
  if (hash?.pairs.length > 0) throw new Error(`line ${path.loc.start.line}: named arguments are not part of a template`)
  return helper(...params.map((param) => resolve(param, scope)))
}

function evaluateBlock({ path, params, program, inverse }: hbs.AST.BlockStatement, scope: Scope): string {
  if (program.blockParams?.length)
    throw new Error(`line ${path.loc.start.line}: names for items are not part of a template`)
  const block = blocks[nameOf(path)]
  if (block === undefined) throw unknownHelper(path, Object.keys(blocks))
  const [param] = params
  if (param === undefined) throw new Error(`line ${path.loc.start.line}: {{#${nameOf(path)}}} is missing its argument`)
  const then: Block = (inner) => evaluateAll(program, inner)
  const otherwise: Block = (inner) => evaluateAll(inverse, inner)
  return block(resolve(param, scope), scope, then, otherwise)
}

/** As Handlebars has them, but for the slot: https://handlebarsjs.com/guide/builtin-helpers.html */
const blocks: Readonly<Record<string, (value: unknown, scope: Scope, then: Block, otherwise: Block) => string>> = {
  if: (value, scope, then, otherwise) => (isEmpty(value, true) ? otherwise(scope) : then(scope)),
  unless: (value, scope, then, otherwise) => (isEmpty(value, true) ? then(scope) : otherwise(scope)),
  with: (value, scope, then, otherwise) => (isEmpty(value, false) ? otherwise(scope) : then(within(scope, value))),

  each(value, scope, then, otherwise) {
    if (value !== null && !Array.isArray(value)) throw new Error('{{#each}} takes a list')
    const count = value?.length ?? 0
    if (count === 0) return otherwise(scope)
    let text = ''
    // A list of the context has no methods: it throws for every name that is not its own.
    for (let index = 0; index < count; index += 1) {
      text += then(within(scope, value?.[index], { index, first: index === 0, last: index === count - 1 }))
    }
    return text
  },

  slot(name, scope, then) {
    const lines = then(scope)
    if (!scope.filled.has(String(name))) return lines
    const indentation = /^[\u0001\u0002\d]*(\s*)/.exec(lines)?.[1] ?? ''
    return `${indentation}${markSlot(name)}\n`
  },
}

function within(scope: Scope, context: unknown, variables: Readonly<Record<string, unknown>> = {}): Scope {
  return { ...scope, contexts: [context, ...scope.contexts], variables: { ...scope.variables, ...variables } }
}

/** What `{{#if}}` takes for false; for `{{#with}}` 0 is a value. */
function isEmpty(value: unknown, isZeroEmpty: boolean): boolean {
  if (value === 0) return isZeroEmpty
  return !value || (Array.isArray(value) && value.length === 0)
}

function resolve(expression: hbs.AST.Expression, scope: Scope): unknown {
  if (expression.type === 'PathExpression') return lookUp(expression as hbs.AST.PathExpression, scope)
  if (expression.type === 'NullLiteral') return null
  if ('value' in expression) return expression.value
  throw new Error(`line ${expression.loc.start.line}: "${expression.type}" is not part of a template`)
}

/** A member of what is null is null. The context itself throws for a name that it does not have. */
function lookUp({ data, depth, parts, original }: hbs.AST.PathExpression, scope: Scope): unknown {
  let value = data ? scope.variables : scope.contexts[depth]
  if (value === undefined) throw new Error(`"${original}" leads out of the template`)
  for (const [index, part] of parts.entries()) {
    if (value === null) return null
    if (typeof value !== 'object') throw new Error(`"${original}": what "${part}" is looked up in has no members`)
    if (data && index === 0 && !Object.hasOwn(value as object, part)) throw new Error(`unknown variable "@${part}"`)
    value = Reflect.get(value as object, part)
  }
  return value
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function isHelper(path: hbs.AST.Expression): boolean {
  return Object.hasOwn(helpers, nameOf(path))
}

function nameOf(path: hbs.AST.Expression): string {
  return 'original' in path ? String(path.original) : ''
}

function unknownHelper(path: hbs.AST.Expression, known: readonly string[]): Error {
  return new Error(`line ${path.loc.start.line}: unknown helper "${nameOf(path)}" (known: ${known.join(', ')})`)
}
