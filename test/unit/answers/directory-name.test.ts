import { expect, test } from 'vitest'
import { checkDirectory } from '../../../src/answers/directory-name.ts'
import { nameFromDirectory } from '../../../src/answers/project-name.ts'

const paths = ['posix', 'windows'] as const

test.each(paths)('with %s paths a directory needs a name without control characters', (style) => {
  expect(() => checkDirectory(' ', style)).toThrow('has no name')
  expect(() => checkDirectory('a\nb', style)).toThrow('control characters')
})

test.each(['~', '~/', '~/x', '~\\x', '~root/x'])(
  '%s, which a shell would have expanded, is refused with the remedy',
  (directory) => {
    for (const style of paths) {
      expect(() => checkDirectory(directory, style)).toThrow(
        expect.objectContaining({
          code: 'wrongRequest',
          message: expect.stringContaining(`or ./${directory} for a folder`),
        }),
      )
    }
  },
)

test.each(['./~', './~/x', 'x/~', '~x', 'x~'])('%s is a name like any other', (directory) => {
  for (const style of paths) expect(() => checkDirectory(directory, style)).not.toThrow()
})

test.each(['node_modules', '../node_modules/x', 'Node_Modules/'])('no project can be built in %s', (directory) => {
  expect(() => checkDirectory(directory)).toThrow('what is in node_modules is no project to npm; take another place')
})

test.each([
  ['aux', 'folder "aux"'],
  ['sites\\com1.d', 'folder "com1.d"'],
  ['c:/nul/x', 'folder "nul"'],
  ['ab:c', ': in a name'],
  ['what?', '? in a name'],
  ['x.', 'dot or space at the end of "x."'],
  ['x /y', 'dot or space at the end of "x "'],
  ['...', 'dot or space at the end of "..."'],
])('Windows allows no %s, other systems do', (directory, reason) => {
  expect(() => checkDirectory(directory, 'posix')).not.toThrow()
  expect(() => checkDirectory(directory, 'windows')).toThrow(
    expect.objectContaining({ code: 'wrongRequest', message: expect.stringContaining(`Windows allows no ${reason}`) }),
  )
})

test.each([
  '.',
  '..',
  '.\\x',
  '../x/',
  'C:',
  'C:\\',
  'C:\\my apps\\x',
  'd:x',
  '\\\\server\\share\\x',
  '\\\\?\\C:\\x',
  '.x',
])('Windows allows %s', (directory) => {
  expect(() => checkDirectory(directory, 'windows')).not.toThrow()
})

test.each([
  ['posix', 'My App/', '/home/me', 'my-app'],
  ['posix', '.', '/home/me/shop', 'shop'],
  ['posix', 'C:\\apps\\shop', '/home/me', 'c-apps-shop'],
  ['posix', '/', '/home/me', 'raw-http-app'],
  ['windows', 'My App\\', 'C:\\Users\\me', 'my-app'],
  ['windows', '.', 'C:\\Users\\me\\Shop', 'shop'],
  ['windows', 'apps/shop', 'C:\\Users\\me', 'shop'],
  ['windows', '..', 'C:\\Users\\me', 'users'],
  ['windows', 'D:\\', 'C:\\Users\\me', 'raw-http-app'],
  ['windows', '\\\\server\\share\\Größe', 'C:\\', 'gro-e'],
] as const)('with %s paths %s in %s is the package %s', (style, directory, cwd, name) => {
  expect(nameFromDirectory(directory, cwd, style)).toBe(name)
})
