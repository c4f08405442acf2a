import type { PackageManager } from '../model/answers.ts'

/** What templates can name of the chosen package manager. */
export interface ManagerContext {
  readonly run: string
  readonly install: string
  readonly lockfile: string
  /** What `npm install --global` takes to bring it where only npm is; empty for npm. */
  readonly managerPackage: string
  /** Where it keeps what root has downloaded, on Linux. */
  readonly downloads: string
}

export const managers: Readonly<Record<PackageManager, ManagerContext>> = {
  npm: {
    run: 'npm run',
    install: 'npm install',
    lockfile: 'package-lock.json',
    managerPackage: '',
    downloads: '/root/.npm',
  },
  pnpm: {
    run: 'pnpm run',
    install: 'pnpm install',
    lockfile: 'pnpm-lock.yaml',
    managerPackage: 'pnpm@12',
    downloads: '/root/.local/share/pnpm/store',
  },
  yarn: {
    run: 'yarn run',
    install: 'yarn install',
    lockfile: 'yarn.lock',
    // Brings the Yarn that package.json asks for, else Yarn 1. Its last line that runs on Node 20; the force is against
    // the Yarn 1 that images and runners may have in its place.
    managerPackage: '--force corepack@0.34.7',
    downloads: '/usr/local/share/.cache/yarn',
  },
  bun: {
    run: 'bun run',
    install: 'bun install',
    lockfile: 'bun.lock',
    managerPackage: 'bun@1',
    downloads: '/root/.bun/install/cache',
  },
}
