// The digits may be superscripts, and what stands behind a dot, a colon or spaces does not count.
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3]) *(?:[.:]|$)/i

/** A name that Windows keeps for a device, with any extension: `con`, `aux.ts`. No file or folder may have it. */
export function isDeviceName(name: string): boolean {
  return devices.test(name)
}
