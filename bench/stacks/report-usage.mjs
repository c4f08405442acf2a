// Loaded ahead of a server (`node --import`): answers its parent with the CPU time and memory that it has used. Where it
// is asked to, it collects all garbage before (`node --expose-gc`).
process.on('message', (question) => {
  if (question === 'collect') globalThis.gc?.()
  const peakBytes = 1024 * process.resourceUsage().maxRSS
  process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage(), peakBytes })
})
process.channel?.unref()
