import { expect, test } from 'vitest'
import type { MemberManifest } from '../../../src/model/manifest.ts'
import { render } from '../../../src/render/render.ts'
import { answersOf, packOf } from '../../support/tiny-pack.ts'

const base = {
  templates: {
    'files/src/http/context.ts':
      'interface Context {\n  {{slot "members"}}\n}\nconst ctx = {\n  {{slot "values"}}\n}\n',
    'files/src/app.ts': 'interface Dependencies {\n  {{slot "dependencies"}}\n}\n',
    'files/src/server.ts': 'createApp({\n  {{slot "dependencies"}}\n})\n',
  },
}

function filesOf(manifest: { context?: readonly MemberManifest[]; passed?: readonly MemberManifest[] }) {
  return render(packOf({ base, pot: { manifest } }), answersOf(['pot']))
}

test.each<[string, MemberManifest, string]>([
  [
    'with its comment',
    { name: 'heat', type: 'number', about: 'In degrees.', initial: '0' },
    'interface Context {\n  /** In degrees. */\n  heat: number\n}\nconst ctx = {\n  heat: 0,\n}\n',
  ],
  [
    'with the import of its type, which comes alone',
    { name: 'lid', type: 'Lid | undefined', from: './lid.ts', initial: 'undefined' },
    "import type { Lid } from './lid.ts'\n\ninterface Context {\n  lid: Lid | undefined\n}\nconst ctx = {\n  lid: undefined,\n}\n",
  ],
  [
    'with the import of what it is at first, in one with that of its type',
    { name: 'lid', type: 'Lid', from: './lid.ts', initial: 'noLid' },
    "import { type Lid, noLid } from './lid.ts'\n\ninterface Context {\n  lid: Lid\n}\nconst ctx = {\n  lid: noLid,\n}\n",
  ],
])('a manifest adds a member to the context of a request, %s', (_, member, expected) => {
  expect(filesOf({ context: [member] }).get('src/http/context.ts')).toBe(expected)
})

test('a manifest passes a variable of the server to the app', () => {
  const files = filesOf({ passed: [{ name: 'lids', type: 'readonly Lid[]', about: 'All.', from: './lid.ts' }] })
  expect(files.get('src/server.ts')).toBe('createApp({\n  lids,\n})\n')
  expect(files.get('src/app.ts')).toBe(
    "import type { Lid } from './lid.ts'\n\ninterface Dependencies {\n  /** All. */\n  readonly lids: readonly Lid[]\n}\n",
  )
})

test('a manifest names folders that a server needs, and they are copied wherever that matters', () => {
  const image = { 'files/Dockerfile': '{{slot "copy"}}\n', 'files/.dockerignore': '{{slot "copied"}}\n' }
  const templates = { ...image, 'files/README.md': '{{slot "copied"}}\n' }
  const files = render(packOf({ base: { templates }, pot: { manifest: { copied: ['lids'] } } }), answersOf(['pot']))
  expect([...files.values()]).toEqual([
    '!lids\n',
    'COPY lids ./lids\n',
    'Copy `lids/` as well, to the same place beside `package.json`.\n',
  ])
})
