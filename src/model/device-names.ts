const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** A name that Windows keeps for a device, with any extension: `con`, `aux.ts`. No file or folder may have it. */
export function isDeviceName(name: string): boolean {
  return devices.test(name)
}
