import type { PackageManager } from './answers.ts'

/** An option of a feature; its flag is `--<feature>-<option>`, that of a capability `--<capability>`. */
export interface OptionManifest {
  /**
   * `directory`: a relative path below the project; `integer`, `text`: as they say; `choice`: one of `choices`;
   * `provider`: the option is a capability, and its value one of the features that provide it.
   */
  readonly type: 'directory' | 'integer' | 'text' | 'choice' | 'provider'
  readonly question: string
  readonly hint: string
  /** Providers themselves say which of them is the default. */
  readonly default?: string
  readonly choices?: readonly string[]
}

/**
 * An environment variable that the generated server reads. Its line in src/config.ts, its row in the README and in
 * .env.example, and the values that test/settings.test.ts tries follow from it.
 */
export interface SettingManifest {
  readonly name: string
  /** `choice`: one of `choices`; `flag`: true or false; `custom`: only a reader of the feature knows what is allowed. */
  readonly type: 'integer' | 'choice' | 'flag' | 'text' | 'custom'
  /** None: nothing is set. */
  readonly default?: string | number | boolean
  readonly about: string
  /** The property of `Config` that holds it, as in `rateLimit.max`. Without one, the feature's own code reads it. */
  readonly property?: string
  /** The comment of that property. */
  readonly comment?: string
  /** Of an integer: sets the bounds that are not given. */
  readonly unit?: 'ms' | 'bytes'
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  /** What is allowed, in words; follows from every other type than `custom`. */
  readonly allowed?: string
  /** Reads it in place of the type's own function: exported by `from`, as `name(env)`. */
  readonly reader?: SettingReader
  /** Values that must be refused, beside those that follow from the type. */
  readonly invalid?: readonly string[]
}

/** `type`: what it returns, exported by `from` or `typeFrom` where it begins with a capital. */
export interface SettingReader {
  readonly name: string
  readonly from: string
  readonly type: string
  readonly typeFrom?: string
}

/**
 * What the README of a project lists of a feature. Names in double braces are those of a template, as in
 * `{{options.dir}}`; entries that name something of `resource` are written for each resource.
 */
export interface ReadmeManifest {
  /** Files and folders, and what is in them. */
  readonly layout?: readonly { readonly path: string; readonly about: string }[]
  /** `below`: and what is below that path. */
  readonly routes?: readonly RouteManifest[]
  /** Commands to try them. */
  readonly curl?: readonly string[]
  /** What it does against a risk, and by which settings. */
  readonly security?: readonly {
    readonly risk: string
    readonly measure: string
    readonly settings?: readonly string[]
  }[]
}

/** A member of an interface of the generated code. */
export interface MemberManifest {
  readonly name: string
  /** A name with a capital in it is exported by `from`. */
  readonly type: string
  readonly about?: string
  readonly from?: string
  /** Of a member of Context: what it is at first, exported by `from` where it is a name. */
  readonly initial?: string
}

export interface RouteManifest {
  readonly method: string
  readonly path: string
  readonly below?: true
  readonly about: string
}

/** What feature.json says, with what follows from its folder. Data only (see templates/feature.schema.json). */
export interface FeatureManifest {
  readonly title: string
  readonly hint: string
  /** Presets that start with it; one that takes everything is not named. An empty list: none, not even that one. */
  readonly presets?: readonly string[]
  /** Features that come along. */
  readonly requires?: readonly string[]
  /** The capability that it can be chosen to provide. Such a feature cannot be chosen by itself. */
  readonly provides?: string
  /** The provider that is the default on this Node and newer ones; of several, the one with the newest. */
  readonly defaultFrom?: number
  /** Features that cannot be in a project with it; one of the two says so. */
  readonly conflicts?: readonly string[]
  /** The lowest Node it runs on, as in `24` or `22.13`. */
  readonly node?: string
  /** Its fragments stand behind those of these features wherever they share a slot. */
  readonly after?: readonly string[]
  /** Its fragments stand ahead of those of these features wherever they share a slot. */
  readonly before?: readonly string[]
  /**
   * Never asked, never in `answers.features`. `always`: in every project; `shared`: in when a feature that is in
   * requires it; `with`: in when all of these features are; `without`: in when none of these is; `nodeBelow`: in for
   * older Nodes; `packageManager`: in for this one.
   */
  readonly automatic?: {
    readonly always?: true
    readonly shared?: true
    readonly with?: readonly string[]
    readonly without?: readonly string[]
    readonly nodeBelow?: number
    readonly packageManager?: PackageManager
  }
  /** Names that its code uses, which a resource therefore cannot have. */
  readonly reserved?: readonly string[]
  /** It is the feature that turns resource specifications into code; `default` serves where none are given. */
  readonly resources?: { readonly default: readonly string[] }
  readonly options?: Readonly<Record<string, OptionManifest>>
  readonly settings?: readonly SettingManifest[]
  readonly readme?: ReadmeManifest
  /** Members of the context of a request, which its steps set and read. */
  readonly context?: readonly MemberManifest[]
  /** Variables of src/server.ts that createApp gets, as members of its Dependencies. */
  readonly passed?: readonly MemberManifest[]
  /** Packages of package.json, by name: their ranges. A feature of our own alone may have them. */
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  /** Scripts of package.json, by name. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Folders that a compiled server needs beside dist/: the README says so, and an image has them. */
  readonly copied?: readonly string[]
  /** Paths for .gitignore: what the server or its tests write. */
  readonly ignored?: readonly string[]
}

/** A starting set of features. Exactly one preset is the default; one may take every feature (`everything`). */
export interface PresetManifest {
  readonly hint: string
  readonly default?: true
  readonly everything?: true
}
