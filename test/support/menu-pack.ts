import type { FeatureManifest } from '../../src/model/manifest.ts'
import type { Feature, Pack } from '../../src/model/pack.ts'

function feature(id: string, manifest: Partial<FeatureManifest>, targets: readonly string[] = []): Feature {
  return {
    id,
    folder: `templates/${id}`,
    manifest: { title: id, hint: `hint of ${id}`, ...manifest },
    files: targets.map((target) => ({ path: `templates/${id}/files/${target}.hbs`, target, text: '' })),
    fragments: [],
  }
}

/** A small menu: `tree` requires `trunk`, which requires `root`; `crates` takes resources; `web` has options. */
export const pack: Pack = {
  version: '1.2.3',
  presets: {
    none: { hint: 'nothing' },
    usual: { hint: 'some', default: true },
    most: { hint: 'all', everything: true },
  },
  features: [
    feature('ground', { automatic: { always: true } }, ['src/app.ts', 'package.json', 'README.md']),
    feature('root', { presets: ['usual'] }),
    feature('shade', { automatic: { shared: true } }),
    feature('trunk', { presets: ['usual'], requires: ['root', 'shade'] }),
    feature('tree', { presets: ['usual'], requires: ['trunk'] }),
    feature('crates', {
      requires: ['root'],
      resources: { default: ['apples colour:string ripe:boolean:optional'] },
      reserved: ['stores'],
    }),
    feature(
      'web',
      {
        options: {
          dir: { type: 'directory', question: 'Which folder?', hint: 'served as it is', default: 'public' },
          depth: { type: 'integer', question: 'How deep?', hint: 'levels', default: '3' },
          mood: {
            type: 'choice',
            question: 'Which mood?',
            hint: 'or another',
            default: 'calm',
            choices: ['calm', 'wild'],
          },
          motto: { type: 'text', question: 'Which motto?', hint: 'any', default: '' },
        },
      },
      ['[options.dir]/index.html', 'web.config'],
    ),
    feature('alone', { presets: ['usual'] }),
  ],
}
