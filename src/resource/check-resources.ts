import { isDeviceName } from '../model/device-names.ts'
import { wrongRequest } from '../model/failure.ts'
import type { Resource } from '../model/resource.ts'
import { checkFields } from './check-fields.ts'
import { longestName } from './limits.ts'
import { singularOf } from './singular.ts'
import { folded, isLanguageWord, isTypeName, isUnsafe } from './taken-names.ts'

const kebabOrCamel = /^[a-z](?:[a-zA-Z0-9]*|[a-z0-9]*(?:-[a-z0-9]+)*)$/

/**
 * Everything a resource has to be before code is made of it, wherever it came from. `reserved`: names that the
 * templates use themselves. Throws a Failure for the first resource that breaks a rule.
 */
export function checkResources(resources: readonly Resource[], reserved: readonly string[]): void {
  const owners = new Map<string, string>()
  for (const resource of resources) {
    checkName(resource, reserved)
    checkSingular(resource, reserved)
    for (const form of [folded(resource.name), folded(resource.singular)]) {
      const owner = owners.get(form)
      if (owner !== undefined) {
        const clash = owner === resource.name ? 'is there twice' : `clashes with "${owner}"`
        throw wrongRequest(`resource "${resource.name}" ${clash}: names have to differ by more than case and hyphens`)
      }
      owners.set(form, resource.name)
    }
    checkFields(resource)
  }
}

function checkName({ name }: Resource, reserved: readonly string[]): void {
  const refuse = (why: string) => wrongRequest(`resource "${name}": ${why}`)
  if (isUnsafe(name)) throw refuse('that name is not safe in JavaScript; take another')
  if (!kebabOrCamel.test(name)) throw refuse('write its name like blog-posts or blogPosts, from a lower-case letter on')
  if (name.length > longestName) throw refuse(`its name may have ${longestName} characters at most`)
  if (isLanguageWord(name)) throw refuse('that is a word of the language; take another name')
  if (isDeviceName(name)) throw refuse('Windows allows no file of that name; take another')
  if (isReserved(name, reserved)) throw refuse('the project uses that name itself; take another')
}

function checkSingular({ name, singular }: Resource, reserved: readonly string[]): void {
  const refuse = (why: string) =>
    wrongRequest(`resource "${name}": its singular "${singular}" ${why}; give another, as in ${name}/${spare(name)}`)
  if (isUnsafe(singular)) throw refuse('is not safe in JavaScript')
  if (!kebabOrCamel.test(singular)) throw refuse('is not written like blog-post or blogPost')
  if (singular.length > longestName) throw refuse(`has more than ${longestName} characters`)
  if (folded(singular) === folded(name)) throw refuse('is its plural')
  if (isTypeName(singular)) throw refuse('would name a type that the language has')
  if (isReserved(singular, reserved)) throw refuse('is a name that the project uses itself')
}

function isReserved(name: string, reserved: readonly string[]): boolean {
  return reserved.some((taken) => folded(taken) === folded(name))
}

function spare(name: string): string {
  const usual = singularOf(name)
  return usual.endsWith('tem') ? usual : `${usual}${/[A-Z]/.test(name) ? 'Item' : '-item'}`
}
