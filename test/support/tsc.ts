import { resolve } from 'node:path'

const file = process.platform === 'win32' ? 'tsc.exe' : 'tsc'

/** The compiler itself: what npm links to `tsc` starts a Node first, only to start this. */
export const tsc = resolve(`node_modules/@typescript/typescript-${process.platform}-${process.arch}/lib/${file}`)
