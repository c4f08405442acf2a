import type { PackageManager } from '../model/answers.ts'

/** What templates can name of the chosen package manager. */
export interface ManagerContext {
  readonly run: string
  readonly install: string
  /** Installs exactly what the lock file lists, where there is one: a shell command. */
  readonly cleanInstall: string
  /** Removes the packages for development: a shell command. */
  readonly prune: string
  readonly lockfile: string
  /** A file of the project that the install reads as well; empty for most. */
  readonly managerSettings: string
  /** What `npm install --global` takes to bring it where only npm is; empty for npm. */
  readonly managerPackage: string
  /** Where it keeps what root has downloaded, on Linux. */
  readonly downloads: string
}

export const managers: Readonly<Record<PackageManager, ManagerContext>> = {
  npm: {
    run: 'npm run',
    install: 'npm install',
    cleanInstall: 'if [ -f package-lock.json ]; then npm ci; else npm install; fi',
    prune: 'npm prune --omit=dev',
    lockfile: 'package-lock.json',
    managerSettings: '',
    managerPackage: '',
    downloads: '/root/.npm',
  },
  pnpm: {
    run: 'pnpm run',
    install: 'pnpm install',
    cleanInstall:
      'if [ -f pnpm-lock.yaml ]; then pnpm install --frozen-lockfile; else pnpm install --no-frozen-lockfile; fi',
    prune: 'pnpm prune --prod',
    lockfile: 'pnpm-lock.yaml',
    managerSettings: '',
    managerPackage: 'pnpm@12',
    downloads: '/root/.local/share/pnpm/store',
  },
  yarn: {
    run: 'yarn run',
    install: 'yarn install',
    cleanInstall: 'if [ -f yarn.lock ]; then yarn install --frozen-lockfile; else yarn install; fi',
    prune: 'yarn install --production || yarn workspaces focus --production',
    lockfile: 'yarn.lock',
    managerSettings: '.yarnrc.yml',
    // Brings the Yarn that package.json asks for, else Yarn 1. Its last line that runs on Node 20; the force is against
    // the Yarn 1 that images and runners may have in its place.
    managerPackage: '--force corepack@0.34.7',
    downloads: '/usr/local/share/.cache/yarn',
  },
  bun: {
    run: 'bun run',
    install: 'bun install',
    cleanInstall: 'if [ -f bun.lock ]; then bun install --frozen-lockfile; else bun install; fi',
    prune: 'rm -rf node_modules && bun install --production',
    lockfile: 'bun.lock',
    managerSettings: '',
    managerPackage: 'bun@1',
    downloads: '/root/.bun/install/cache',
  },
}
