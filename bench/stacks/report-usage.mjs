// Loaded ahead of a server (`node --import`): answers its parent with the CPU time and memory that it has used.
process.on('message', () => {
  const peakBytes = 1024 * process.resourceUsage().maxRSS
  process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage(), peakBytes })
})
process.channel?.unref()
